using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using static ModelHub.Tests.TestHub;

namespace ModelHub.Tests;

public sealed class PublishTests : IAsyncLifetime
{
    private TestHub _test = null!;

    public async Task InitializeAsync() => _test = await TestHub.CreateAsync();

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Fact]
    public async Task Publish_ThenOpen_GivesTheSameBytes()
    {
        var content = RandomNumberGenerator.GetBytes(3_000_000);

        var (model, version) = await _test.PublishAsync(Ada, Request("My ML Model", "v1.0.0"), ("a/model.bin", content));

        Assert.Equal("ada/my-ml-model", model.Name.ToString());
        Assert.Equal("My ML Model", model.DisplayName);
        Assert.Equal("1.0.0", model.CurrentVersion!.ToString());
        var file = Assert.Single(version.Files);
        Assert.Equal(("a/model.bin", 3_000_000L), (file.Path, file.Size));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), file.Sha256.Hex);
        await using var opened = await _test.Hub.OpenFileAsync(file);
        Assert.Equal(content, await ReadAsync(opened.Content));
    }

    [Fact]
    public async Task Publish_SameBytesTwice_StoresThemOnceAndLeavesNoStaging()
    {
        var content = RandomNumberGenerator.GetBytes(1000);

        await _test.PublishAsync(Ada, Request("m", "1.0.0"), ("a", content), ("b", content));
        await _test.PublishAsync(Bob, Request("n", "1.0.0"), ("c", content));

        Assert.Single(await _test.ListKeysAsync("blobs/"));
        Assert.Empty(await _test.ListKeysAsync("staging/"));
    }

    [Fact]
    public async Task Publish_ExistingVersion_IsAConflictAndChangesNothing()
    {
        await _test.PublishAsync(Ada, Request("m", "1.0.0"), ("a", [1]));

        var error = await Assert.ThrowsAsync<ModelHubException>(() => _test.PublishAsync(Ada, Request("m", "v1.0.0"), ("b", [2])));

        Assert.Equal(ModelHubErrorCode.Conflict, error.Code);
        var (_, version) = await _test.Hub.ResolveAsync(Ada, ModelReference.Parse("ada/m@1.0.0"));
        Assert.Equal("a", Assert.Single(version.Files).Path);
        Assert.Empty(await _test.ListKeysAsync("staging/"));
    }

    [Fact]
    public async Task Publish_SameVersionFromManyAtOnce_ExactlyOneWins()
    {
        var tries = Enumerable.Range(0, 16).Select(async i =>
        {
            try
            {
                await _test.PublishAsync(Ada, Request("m", "1.0.0"), ("file", [(byte)i]));
                return true;
            }
            catch (ModelHubException error) when (error.Code == ModelHubErrorCode.Conflict)
            {
                return false;
            }
        });

        Assert.Single(await Task.WhenAll(tries), won => won);
        Assert.Empty(await _test.ListKeysAsync("staging/"));
    }

    [Fact]
    public async Task Dispose_WithoutCommit_LeavesNothing()
    {
        await using (var session = _test.Hub.BeginPublish(Ada))
        {
            await session.AddFileAsync("a", new MemoryStream([1, 2, 3]));
            Assert.Single(await _test.ListKeysAsync("staging/"));
        }

        Assert.Empty(await _test.ListKeysAsync(""));
        await AssertFails(ModelHubErrorCode.NotFound, () => _test.Hub.GetModelAsync(Ada, ModelName.Parse("ada/m")));
    }

    [Fact]
    public async Task Commit_WithManyMistakes_ReportsThemAllAtOnce()
    {
        var request = new PublishRequest
        {
            Name = "///",
            Version = "one",
            Format = "no such format!",
            MetadataJson = "[1]",
            MetricsJson = "{",
            Changelog = new string('x', 100_001),
            Details = new ModelDetails { Framework = new string('x', 101), Tags = [""], Description = "\0" },
        };

        var error = await Assert.ThrowsAsync<ModelHubException>(() => _test.PublishAsync(Ada, request));

        Assert.Equal(
            ["changelog", "description", "format", "framework", "metadata", "metrics", "model_file", "name", "tags", "version"],
            error.Errors.Select(field => field.Field).Order());
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("/root")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("")]
    public async Task AddFile_HostilePath_IsRefusedByField(string path)
    {
        await using var session = _test.Hub.BeginPublish(Ada);

        var error = await AssertFails(ModelHubErrorCode.InvalidInput, () => session.AddFileAsync(path, new MemoryStream([1])));

        Assert.Equal("model_file", Assert.Single(error.Errors).Field);
    }

    [Fact]
    public async Task AddFile_EmptyRepeatedOrWithAnotherDigest_IsRefused()
    {
        await using var session = _test.Hub.BeginPublish(Ada);
        await session.AddFileAsync("a", new MemoryStream([1]));

        await AssertFails(ModelHubErrorCode.InvalidInput, () => session.AddFileAsync("empty", new MemoryStream()));
        await AssertFails(ModelHubErrorCode.InvalidInput, () => session.AddFileAsync("A", new MemoryStream([1])));
        var wrong = new PublishFileOptions { ExpectedSha256 = Sha256Digest.FromBytes(new byte[32]) };
        await AssertFails(ModelHubErrorCode.ChecksumMismatch, () => session.AddFileAsync("b", new MemoryStream([1]), wrong));
        Assert.Single(await _test.ListKeysAsync("staging/"));
    }

    [Fact]
    public async Task AddFile_PastTheLimits_IsRefused()
    {
        await using var test = await TestHub.CreateAsync(services => services.AddModelHub(options =>
        {
            options.MaxVersionBytes = 10;
            options.MaxVersionFiles = 2;
        }));
        await using var session = test.Hub.BeginPublish(Ada);
        await session.AddFileAsync("a", new MemoryStream(new byte[6]));

        await AssertFails(ModelHubErrorCode.TooLarge, () => session.AddFileAsync("b", new MemoryStream(new byte[5])));
        await session.AddFileAsync("b", new MemoryStream(new byte[4]));
        await AssertFails(ModelHubErrorCode.InvalidInput, () => session.AddFileAsync("c", new MemoryStream([1])));
    }

    [Fact]
    public async Task Commit_DeclaredFormatThatTheContentContradicts_IsRefused()
    {
        var gguf = Encoding.ASCII.GetBytes("GGUF").Concat(new byte[] { 3, 0, 0, 0 }).Concat(new byte[16]).ToArray();

        var error = await AssertFails(
            ModelHubErrorCode.InvalidInput,
            () => _test.PublishAsync(Ada, Request("m", "1.0.0") with { Format = "onnx" }, ("model.onnx", gguf)));

        Assert.Equal("format", Assert.Single(error.Errors).Field);
        Assert.Empty(await _test.ListKeysAsync(""));
    }

    [Fact]
    public async Task Commit_UnknownContent_KeepsTheDeclaredFormat()
    {
        var (_, version) = await _test.PublishAsync(Ada, Request("m", "1.0.0") with { Format = "my-format" }, ("m", [1, 2, 3]));
        var (_, undeclared) = await _test.PublishAsync(Ada, Request("m", "1.0.1"), ("m", [1, 2, 3]));

        Assert.Equal("my-format", version.Format);
        Assert.Equal(ModelFormats.Unknown, undeclared.Format);
    }

    [Fact]
    public async Task Publish_ReportsProgressInOrderUpToReady()
    {
        var seen = new List<PublishProgress>();
        await using var session = _test.Hub.BeginPublish(Ada, new Collector(seen));
        await session.AddFileAsync("a", new MemoryStream(new byte[20_000_000]));
        await session.CommitAsync(Request("m", "1.0.0"));

        Assert.True(seen.Count > 3, $"Only {seen.Count} reports.");
        Assert.Equal(seen.Select(report => report.BytesReceived).Order(), seen.Select(report => report.BytesReceived));
        Assert.Equal(new PublishProgress(ModelVersionState.Ready, null, 20_000_000), seen[^1]);
    }

    [Fact]
    public async Task Latest_IsTheHighestReleaseWhateverTheOrderOfPublishing()
    {
        foreach (var version in (string[])["1.9.0", "1.10.0", "2.0.0-rc.1", "1.2.0"])
        {
            await _test.PublishAsync(Ada, Request("m", version), ("a", [1]));
        }

        var (_, latest) = await _test.Hub.ResolveAsync(Ada, ModelReference.Parse("ada/m"));

        Assert.Equal("1.10.0", latest.Version.ToString());
    }

    private static PublishRequest Request(string name, string version) => new() { Name = name, Version = version };

    private static async Task<byte[]> ReadAsync(Stream content)
    {
        var buffer = new MemoryStream();
        await content.CopyToAsync(buffer);
        return buffer.ToArray();
    }

    private static async Task<ModelHubException> AssertFails(ModelHubErrorCode code, Func<Task> act)
    {
        var error = await Assert.ThrowsAsync<ModelHubException>(act);
        Assert.Equal(code, error.Code);
        return error;
    }

    private sealed class Collector(List<PublishProgress> seen) : IProgress<PublishProgress>
    {
        public void Report(PublishProgress value) => seen.Add(value);
    }
}
