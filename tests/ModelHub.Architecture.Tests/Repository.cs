using System.Xml.Linq;

namespace ModelHub.Architecture.Tests;

/// <summary>The source tree that this test was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> SourceProjects =>
        Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);

    public static IReadOnlyList<string> References(string project, string kind) =>
        [.. XDocument.Load(project).Descendants(kind).Select(item => (string)item.Attribute("Include")!)];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ModelHub.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("These tests need the source tree that they were built from.");
    }
}
