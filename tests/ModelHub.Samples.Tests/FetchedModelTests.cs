using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace ModelHub.Samples.Tests;

public sealed class FetchedModelTests : IDisposable
{
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("sample-models-").FullName;

    public void Dispose() => Directory.Delete(_elsewhere, recursive: true);

    [Fact]
    public async Task Script_Twice_FetchesWhatTheManifestPinsAndStaysSilent()
    {
        var first = await RunAsync(Samples.Repository);
        Assert.Equal((0, ""), first); // with no network it says so here
        Assert.Equal((0, ""), await RunAsync(Samples.Repository));

        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Samples.Model("samples.json")));
        var sources = manifest.RootElement.EnumerateArray().Where(entry => entry.TryGetProperty("source", out _)).ToList();
        Assert.NotEmpty(sources);
        foreach (var file in sources.SelectMany(entry => entry.GetProperty("source").GetProperty("files").EnumerateArray()))
        {
            await using var stream = File.OpenRead(Samples.Model(file.GetProperty("path").GetString()!));
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(await SHA256.HashDataAsync(stream)));
        }
    }

    [Fact]
    public async Task Detypify_ADrawing_GivesAScoreForEachSymbol()
    {
        await RunAsync(Samples.Repository);
        using var symbols = JsonDocument.Parse(await File.ReadAllTextAsync(Samples.Model("fetched/detypify/symbols.json")));
        using var session = new InferenceSession(Samples.Model("fetched/detypify/model.onnx"));

        var scores = Score(session, DrawSquaredPlus());
        var best = symbols.RootElement[Array.IndexOf(scores, scores.Max())].GetProperty("char").GetString();

        Assert.Equal(symbols.RootElement.GetArrayLength(), scores.Length);
        Assert.All(scores, score => Assert.True(float.IsFinite(score)));
        Assert.Equal("⊞", best);
    }

    [Fact]
    public async Task Script_NoRegistry_SaysWhatIsLeftOutInOneLineAndSucceeds()
    {
        CopyScript();

        var (exitCode, output) = await RunAsync(_elsewhere, ("npm_config_registry", "http://127.0.0.1:9/"), ("npm_config_cache", Path.Combine(_elsewhere, "cache")));

        Assert.Equal(0, exitCode);
        Assert.Matches(@"^Sample model detypify is left out: [^\n]+\n$", output);
        Assert.False(Directory.Exists(Path.Combine(_elsewhere, "samples/models/fetched/detypify")));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_elsewhere, "samples/models/fetched")));
    }

    private static float[] Score(InferenceSession session, float[] image)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(image, [1, 1, 224, 224]);
        return Runner.Run(session, new Dictionary<string, OrtValue> { ["x"] = input })["linear"].GetTensorDataAsSpan<float>().ToArray();
    }

    private void CopyScript()
    {
        Directory.CreateDirectory(Path.Combine(_elsewhere, "eng"));
        Directory.CreateDirectory(Path.Combine(_elsewhere, "samples/models"));
        File.Copy(Path.Combine(Samples.Repository, "eng/sample-models.sh"), Path.Combine(_elsewhere, "eng/sample-models.sh"));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string repository, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(repository, "eng/sample-models.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    // As the model was trained: white strokes, 8 pixels wide, on black, 10 pixels from each edge.
    private static float[] DrawSquaredPlus()
    {
        var image = new float[224 * 224];
        foreach (var line in new[] { 10, 108, 206 })
        {
            for (var along = 10; along < 214; along++)
            {
                for (var across = line; across < line + 8; across++) image[(along * 224) + across] = image[(across * 224) + along] = 1;
            }
        }

        return image;
    }
}
