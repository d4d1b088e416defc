using ModelHub.Storage.FileSystem.CrashWriter;

namespace ModelHub.Storage.FileSystem.Tests;

/// <summary>What puts leave behind, and what is done about it.</summary>
public sealed class TempFileTests : IDisposable
{
    private static readonly ArtifactKey Key = new("bucket", "dir/file");

    private readonly TestRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Put_ThatFails_LeavesNoTempFile()
    {
        var store = _root.Open();
        var sha = Sha256Digest.Parse(new string('0', 64));
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAsync<ModelHubException>(() => store.PutAsync(Key, Content(), new ArtifactPutOptions { ExpectedSha256 = sha }));
        await Assert.ThrowsAsync<ModelHubException>(() => store.PutAsync(Key, Content(), new ArtifactPutOptions { MaxBytes = 5_000_000 }));
        await Assert.ThrowsAsync<TimeoutException>(() => store.PutAsync(Key, Content(_ => throw new TimeoutException())));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.PutAsync(Key, Content(_ => cancel.Cancel()), null, cancel.Token));

        Assert.Empty(_root.TempFiles);
        Assert.False(Directory.Exists(Path.Join(_root.Path, "bucket+")), "Nor does it make directories.");
    }

    [Fact]
    public async Task Delete_AndMove_LeaveNoEmptyDirectories()
    {
        var store = _root.Open();
        await store.PutAsync(Key, Content());
        await store.MoveAsync(Key, new ArtifactKey("other", new string('Ä', 100) + "/b/c"));
        Assert.False(Directory.Exists(Path.Join(_root.Path, "bucket+")));

        await store.DeleteAsync(new ArtifactKey("other", new string('Ä', 100) + "/b/c"));

        Assert.Equal([Path.Join(_root.Path, ".tmp")], Directory.GetFileSystemEntries(_root.Path));
        Assert.Empty(_root.TempFiles);
    }

    [Fact]
    public async Task Sweep_RemovesWhatACrashLeftADayAgo()
    {
        _root.Open();
        var (stale, young) = (Path.Join(_root.Path, ".tmp/stale"), Path.Join(_root.Path, ".tmp/young"));
        await File.WriteAllTextAsync(stale, "half");
        await File.WriteAllTextAsync(young, "half");
        File.SetLastWriteTimeUtc(stale, DateTime.UtcNow.AddHours(-24.1));
        File.SetLastWriteTimeUtc(young, DateTime.UtcNow.AddHours(-23.9));

        await _root.Open().PutAsync(Key, Content());

        Assert.Equal([young], _root.TempFiles);
    }

    [Fact]
    public async Task Sweep_KeepsWhatARunningPutUses()
    {
        var reached = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var slow = new GatedStream(reached, goOn.Task);
        var put = Task.Run(() => _root.Open().PutAsync(Key, slow));
        await reached.Task;

        // Another process, a long day later.
        await _root.Open(new FixedTime(DateTimeOffset.UtcNow.AddDays(3))).PutAsync(new ArtifactKey("bucket", "other"), Content());
        Assert.Single(_root.TempFiles);
        goOn.SetResult();

        Assert.Equal(1, (await put).Info.Size);
        Assert.Empty(_root.TempFiles);
    }

    [Fact]
    public async Task Puts_WithinOneTickOfTheClock_HaveDifferentETags()
    {
        var store = _root.Open(new FixedTime(DateTimeOffset.UtcNow));
        var first = await store.PutAsync(Key, Content());
        var second = await store.PutAsync(Key, Content());
        var third = await store.PutAsync(Key, Content());
        Assert.Equal(3, new HashSet<string>([first.Info.ETag, second.Info.ETag, third.Info.ETag]).Count);
        Assert.Equal(third.Info, await store.FindAsync(Key));
    }

    private static PatternStream Content(Action<long>? afterSixMillion = null) =>
        new(1, 10_000_000, position => (position > 6_000_000 ? afterSixMillion : null)?.Invoke(position));

    private sealed class GatedStream(TaskCompletionSource reached, Task goOn) : MemoryStream([1])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            reached.TrySetResult();
            await goOn.WaitAsync(cancellationToken);
            return Read(buffer.Span);
        }
    }
}
