using System.Runtime.CompilerServices;

namespace ModelHub.Samples.Tests;

/// <summary>Where the sample models lie in the source tree.</summary>
internal static class Samples
{
    public static string Repository { get; } = FindRepository();

    public static string Models { get; } = Path.Combine(Repository, "samples", "models");

    public static string Model(string path) => Path.Combine(Models, path);

    public static string Expected(string name) => Path.Combine(Models, "expected", $"{name}.json");

    private static string FindRepository([CallerFilePath] string thisFile = "")
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        if (File.Exists(thisFile)) folder = new FileInfo(thisFile).Directory!;
        for (; folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "samples", "models"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests have to run inside the repository: samples/models is in no folder above them.");
    }
}
