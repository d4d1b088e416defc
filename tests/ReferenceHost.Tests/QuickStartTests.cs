using System.Text.RegularExpressions;

namespace ReferenceHost.Tests;

/// <summary>The README's quick start, as written but for the port.</summary>
public sealed partial class QuickStartTests
{
    [Fact]
    public async Task QuickStart_OfTheReadme_WorksAsWritten()
    {
        var data = Directory.CreateTempSubdirectory("modelhub-");
        try
        {
            await using var host = await HostProcess.StartAsync(data.FullName);
            var readme = await File.ReadAllTextAsync(Repository.PathOf("README.md"));
            var commands = ShellBlock().Matches(readme).Select(match => match.Groups["commands"].Value).Single(block => block.Contains("/auth/register", StringComparison.Ordinal));
            // In a folder of its own, with the repository's samples where the commands expect them.
            Directory.CreateSymbolicLink(Path.Combine(data.FullName, "samples"), Repository.PathOf("samples"));
            var script = "set -euo pipefail\n" + commands.Replace("http://127.0.0.1:8080", host.Url.ToString().TrimEnd('/'), StringComparison.Ordinal);

            var output = await Command.RunAsync(data.FullName, "bash", ["-c", script]);

            Assert.Contains("\"name\":\"my-ml-model\"", output, StringComparison.Ordinal);
            Assert.Contains("identical", output, StringComparison.Ordinal);
            Assert.Equal(["1.0.0", "1.0.0", "1.1.0"], Predictions().Matches(output).Select(match => match.Groups["version"].Value));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [GeneratedRegex("^```bash\n(?<commands>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex("\"model\":\"ada/my-ml-model\",\"version\":\"(?<version>[^\"]*)\",\"outputs\":\\{\"label\":\\[[01]\\],\"probabilities\":\\[\\[[0-9.eE, -]+\\]\\]")]
    private static partial Regex Predictions();
}
