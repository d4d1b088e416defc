namespace ReferenceHost.Tests;

/// <summary>The packages as an app takes them: packed, restored from a folder, run without a web server.</summary>
public sealed class SdkTests
{
    private const string AnyPackage = "ModelHub.Abstractions.";

    [Fact]
    public async Task ConsoleApp_OnThePackedPackages_PublishesAndPredicts()
    {
        var work = Directory.CreateTempSubdirectory("modelhub-");
        try
        {
            var feed = work.CreateSubdirectory("feed").FullName;
            foreach (var project in Directory.GetFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories))
            {
                await Command.RunAsync(Repository.Root, "dotnet", ["pack", project, "-c", Configuration, "--no-build", "-o", feed, "-nodeReuse:false"]);
            }

            var version = Path.GetFileNameWithoutExtension(Assert.Single(Directory.GetFiles(feed, AnyPackage + "*.nupkg")))[AnyPackage.Length..];
            var app = work.CreateSubdirectory("app").FullName;
            foreach (var file in Directory.GetFiles(Repository.PathOf("samples", "SdkConsole"))) File.Copy(file, Path.Combine(app, Path.GetFileName(file)));
            // Our own packages go into a cache of this test; everything else comes from the machine's.
            var fallback = (await Command.RunAsync(Repository.Root, "dotnet", ["nuget", "locals", "global-packages", "-l"])).Split(": ", 2)[1].Trim();
            await File.WriteAllTextAsync(
                Path.Combine(app, "nuget.config"),
                $"""
                <configuration>
                  <packageSources>
                    <add key="packed" value="{feed}" />
                    <add key="ort" value="{Repository.PathOf("eng", "ort", "feed")}" />
                  </packageSources>
                  <fallbackPackageFolders><add key="machine" value="{fallback}" /></fallbackPackageFolders>
                </configuration>
                """);
            var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = Path.Combine(work.FullName, "packages") };
            await Command.RunAsync(app, "dotnet", ["build", "-o", "out", $"-p:ModelHubVersion={version}", "-nodeReuse:false"], environment);
            var model = Repository.PathOf("samples", "models", "random-forest.onnx");

            var output = await Command.RunAsync(app, "dotnet", [Path.Combine("out", "SdkConsole.dll"), model, "data"], environment);

            Assert.Contains("ada/forest@1.0.0: onnx,", output, StringComparison.Ordinal);
            Assert.Matches(@"label [01] [01]", output);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
