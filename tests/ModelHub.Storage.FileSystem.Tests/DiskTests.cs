using System.Text;

namespace ModelHub.Storage.FileSystem.Tests;

/// <summary>What the disk under the store does to it.</summary>
public sealed class DiskTests : IDisposable
{
    private static readonly ArtifactKey Key = new("models", "blobs/sha256/ab/abcd");

    private readonly TestRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void WriteToADeviceThatIsFull_IsTheDiskBeingFull()
    {
        var failure = Assert.Throws<ModelHubException>(() => Disk.Run(() =>
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
            full.Write([1]);
        }));
        Assert.Equal(ModelHubErrorCode.Unavailable, failure.Code);
        Assert.Equal("The disk is full.", failure.Message);
        Assert.IsType<IOException>(failure.InnerException, exactMatch: false);
    }

    [Fact]
    public async Task LostDisk_IsUnavailable_NotAnEmptyStore()
    {
        var store = _root.Open();
        await PutAsync(store);
        Directory.Move(_root.Path, _root.Outside("unmounted"));
        Directory.CreateDirectory(_root.Path);

        Func<Task>[] calls =
        [
            () => store.FindAsync(Key),
            () => store.OpenAsync(Key),
            () => store.DeleteAsync(Key),
            () => store.MoveAsync(Key, new ArtifactKey("models", "x")),
            () => PutAsync(store),
            async () => { await foreach (var _ in store.ListAsync("models")) { } },
        ];
        foreach (var call in calls)
        {
            var failure = await Assert.ThrowsAsync<ModelHubException>(call);
            Assert.Equal(ModelHubErrorCode.Unavailable, failure.Code);
            Assert.DoesNotContain(_root.Path, failure.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_root.Path));
        Directory.Delete(_root.Path);
        Directory.Move(_root.Outside("unmounted"), _root.Path);
        Assert.NotNull(await store.FindAsync(Key));
    }

    [Fact]
    public async Task FindPath_LeadsToTheBytes()
    {
        var store = _root.Open();
        var files = Assert.IsType<ILocalFiles>(store.GetService(typeof(ILocalFiles)), exactMatch: false);
        Assert.Null(files.FindPath(Key));

        await PutAsync(store);

        var path = files.FindPath(Key)!;
        Assert.True(Path.IsPathFullyQualified(path));
        Assert.StartsWith(_root.Path + Path.DirectorySeparatorChar, path, StringComparison.Ordinal);
        Assert.Equal("content", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Content_CanBeRereadFromAnywhere()
    {
        var store = _root.Open();
        await PutAsync(store);
        await using var content = await store.OpenAsync(Key);

        Assert.True(content.Content.CanSeek);
        Assert.Equal("content", await new StreamReader(content.Content, leaveOpen: true).ReadToEndAsync());
        content.Content.Seek(-4, SeekOrigin.End);
        Assert.Equal("tent", await new StreamReader(content.Content, leaveOpen: true).ReadToEndAsync());
        content.Content.Position = 100;
        Assert.Equal(0, await content.Content.ReadAsync(new byte[10]));
        Assert.Throws<IOException>(() => content.Content.Seek(-1, SeekOrigin.Begin));
    }

    [Fact]
    public async Task KeyTooLongForTheDisk_IsTheCallersMistake()
    {
        var path = Path.Join([_root.Path, .. Enumerable.Repeat(new string('d', 250), 5)]);
        var store = TestRoot.OpenAt(path);
        var key = new ArtifactKey("models", string.Join('/', Enumerable.Repeat(new string('Ö', 100), 5)));

        var failure = await Assert.ThrowsAsync<ModelHubException>(() => store.PutAsync(key, new MemoryStream([1])));

        Assert.Equal(ModelHubErrorCode.InvalidInput, failure.Code);
        Assert.Equal("key", Assert.Single(failure.Errors).Field);
        Assert.Empty(Directory.GetFiles(Path.Join(path, ".tmp")));
    }

    private static Task<ArtifactPutResult> PutAsync(IArtifactStore store) => store.PutAsync(Key, new MemoryStream(Encoding.UTF8.GetBytes("content")));
}
