namespace ModelHub.Storage.FileSystem.Tests;

/// <summary>A symbolic link below the root leads nowhere.</summary>
public sealed class LinkTests : IDisposable
{
    private readonly TestRoot _root = new();
    private readonly IArtifactStore _store;
    private readonly ArtifactKey _key = new("bucket", "dir/file");
    private readonly string _secret;

    public LinkTests()
    {
        _store = _root.Open();
        Directory.CreateDirectory(_root.Outside("elsewhere"));
        _secret = _root.Outside("elsewhere/file");
        File.WriteAllText(_secret, "secret");
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task FileLink_IsNoObject()
    {
        await PutAsync("content");
        var path = LocalPath(_key)!;
        File.Delete(path);
        File.CreateSymbolicLink(path, _secret);

        await AssertNothingThereAsync();
        Assert.Equal("secret", await File.ReadAllTextAsync(_secret));
    }

    [Fact]
    public async Task FileLink_IsReplacedByAPut_NotWrittenThrough()
    {
        await PutAsync("content");
        var path = LocalPath(_key)!;
        File.Delete(path);
        File.CreateSymbolicLink(path, _secret);

        await PutAsync("new");

        Assert.Null(new FileInfo(path).LinkTarget);
        Assert.Equal("new", await File.ReadAllTextAsync(path));
        Assert.Equal("secret", await File.ReadAllTextAsync(_secret));
    }

    [Theory]
    [InlineData("bucket+")]
    [InlineData("bucket+/dir+")]
    public async Task DirectoryLink_IsNotFollowed(string directory)
    {
        await PutAsync("content");
        var link = Path.Join(_root.Path, directory);
        Directory.Delete(link, recursive: true);
        Directory.CreateDirectory(_root.Outside("elsewhere/dir+"));
        File.Copy(_secret, _root.Outside("elsewhere/dir+/file"));
        Directory.CreateSymbolicLink(link, _root.Outside("elsewhere"));

        await AssertNothingThereAsync();
        var failure = await Assert.ThrowsAsync<ModelHubException>(() => PutAsync("new"));
        Assert.Equal(ModelHubErrorCode.Unavailable, failure.Code);
        Assert.DoesNotContain(_root.Path, failure.Message, StringComparison.Ordinal);
        Assert.Equal("secret", await File.ReadAllTextAsync(_secret));
        Assert.Equal("secret", await File.ReadAllTextAsync(_root.Outside("elsewhere/dir+/file")));
        Assert.Empty(_root.TempFiles);
    }

    [Fact]
    public async Task TempDirectoryLink_IsNotWrittenThrough()
    {
        var temp = Path.Join(_root.Path, ".tmp");
        Directory.Delete(temp);
        Directory.CreateSymbolicLink(temp, _root.Outside("elsewhere"));

        Assert.Equal(ModelHubErrorCode.Unavailable, (await Assert.ThrowsAsync<ModelHubException>(() => PutAsync("new"))).Code);

        Assert.Equal([_secret], Directory.GetFileSystemEntries(_root.Outside("elsewhere")));
    }

    [Fact]
    public async Task ForeignFiles_AreNoObjects()
    {
        await PutAsync("content");
        var directory = Path.GetDirectoryName(LocalPath(_key))!;
        foreach (var name in (string[])["File", "a b", "%41%", "%4", "%zz", "%2f", "%2e%2e", "%c3", "x.", "con", "%61", "ä", "y=", "%C3%A4", "%5c"])
        {
            await File.WriteAllTextAsync(Path.Join(directory, name), "foreign");
        }

        Directory.CreateDirectory(Path.Join(directory, "no-mark"));
        await File.WriteAllTextAsync(Path.Join(directory, "no-mark/file"), "foreign");
        Directory.CreateDirectory(Path.Join(directory, "short="));
        await File.WriteAllTextAsync(Path.Join(directory, "short=/file"), "foreign");

        Assert.Equal([_key], await ListAsync());
    }

    private async Task AssertNothingThereAsync()
    {
        Assert.Null(await _store.FindAsync(_key));
        Assert.Null(LocalPath(_key));
        Assert.Equal(ModelHubErrorCode.NotFound, (await Assert.ThrowsAsync<ModelHubException>(() => _store.OpenAsync(_key))).Code);
        Assert.Equal(
            ModelHubErrorCode.NotFound,
            (await Assert.ThrowsAsync<ModelHubException>(() => _store.MoveAsync(_key, new ArtifactKey("bucket", "moved")))).Code);
        Assert.False(await _store.DeleteAsync(_key));
        Assert.Empty(await ListAsync());
        Assert.Empty(await ListAsync("dir/"));
        Assert.Empty(await ListAsync("dir/fi"));
    }

    private Task<ArtifactPutResult> PutAsync(string content) => _store.PutAsync(_key, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)));

    private string? LocalPath(ArtifactKey key) => ((ILocalFiles)_store.GetService(typeof(ILocalFiles))!).FindPath(key);

    private async Task<List<ArtifactKey>> ListAsync(string prefix = "")
    {
        var keys = new List<ArtifactKey>();
        await foreach (var info in _store.ListAsync("bucket", prefix)) keys.Add(info.Key);
        return keys;
    }
}
