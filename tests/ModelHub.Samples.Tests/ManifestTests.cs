using System.Text.Json;
using System.Text.RegularExpressions;

namespace ModelHub.Samples.Tests;

public sealed partial class ManifestTests
{
    private const long OneMegabyte = 1_000_000;

    private static readonly JsonElement Manifest = JsonDocument.Parse(File.ReadAllText(Samples.Model("samples.json"))).RootElement;

    [Fact]
    public void Manifest_EachEntry_HasWhatAPublishNeeds()
    {
        var seen = new HashSet<string>();
        foreach (var entry in Manifest.EnumerateArray())
        {
            Assert.Matches(NamePattern(), entry.GetProperty("name").GetString());
            Assert.Matches(VersionPattern(), entry.GetProperty("version").GetString());
            Assert.True(seen.Add($"{entry.GetProperty("name")}@{entry.GetProperty("version")}"));
            foreach (var text in new[] { "display_name", "description", "framework", "task_type", "license", "format", "changelog" })
            {
                Assert.False(string.IsNullOrWhiteSpace(entry.GetProperty(text).GetString()), $"{entry.GetProperty("name")}: {text}");
            }

            Assert.NotEqual(0, entry.GetProperty("tags").GetArrayLength());
            Assert.Equal(JsonValueKind.Object, entry.GetProperty("metadata").ValueKind);
            Assert.Equal(JsonValueKind.Object, entry.GetProperty("metrics").ValueKind);
            Assert.NotEqual(0, entry.GetProperty("files").GetArrayLength());
        }
    }

    [Fact]
    public void Manifest_CommittedFiles_AreThereAndSmall()
    {
        var committed = Manifest.EnumerateArray().Where(entry => !entry.TryGetProperty("source", out _)).ToList();
        Assert.NotEmpty(committed);
        foreach (var file in committed.SelectMany(entry => entry.GetProperty("files").EnumerateArray()))
        {
            var path = file.GetProperty("path").GetString()!;
            Assert.False(Path.IsPathRooted(path) || path.Contains("..", StringComparison.Ordinal), path);
            Assert.InRange(new FileInfo(Samples.Model(path)).Length, 1, OneMegabyte);
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,95}$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex VersionPattern();
}
