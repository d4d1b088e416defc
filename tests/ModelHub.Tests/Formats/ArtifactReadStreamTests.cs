using ModelHub.Formats;

namespace ModelHub.Tests.Formats;

public sealed class ArtifactReadStreamTests
{
    private static readonly ArtifactKey Key = new("models", "staging/1");

    [Fact]
    public async Task Read_ToTheEnd_GivesAllBytesInFewOpens()
    {
        var (store, content) = Make(1_000_000);
        await using var stream = new ArtifactReadStream(store, Key, content.Length);
        using var copy = new MemoryStream();

        await stream.CopyToAsync(copy);

        Assert.Equal(content, copy.ToArray());
        Assert.Equal(4, store.Opened.Count);
        Assert.Equal(0, store.Open);
    }

    [Fact]
    public async Task Read_AnywhereInAnyOrder_GivesWhatIsThere()
    {
        var (store, content) = Make(700_000);
        await using var stream = new ArtifactReadStream(store, Key, content.Length);
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var offset = random.Next(content.Length + 10);
            var wanted = new byte[random.Next(1, 300_000)];
            Assert.Equal(offset, stream.Seek(offset, SeekOrigin.Begin));
            var read = await stream.ReadAtLeastAsync(wanted, wanted.Length, throwOnEndOfStream: false);
            Assert.Equal(Math.Max(0, Math.Min(wanted.Length, content.Length - offset)), read);
            Assert.True(wanted.AsSpan(0, read).SequenceEqual(content.AsSpan(Math.Min(offset, content.Length), read)));
        }

        Assert.Equal(0, store.Open);
    }

    [Fact]
    public async Task Seek_FromEachOrigin_Moves()
    {
        var (store, content) = Make(100);
        await using var stream = new ArtifactReadStream(store, Key, content.Length);
        Assert.Equal(90, stream.Seek(-10, SeekOrigin.End));
        Assert.Equal(95, stream.Seek(5, SeekOrigin.Current));
        Assert.Equal(content[95], (await ReadOneAsync(stream))!.Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Seek(-1, SeekOrigin.Begin));
        Assert.Equal(96, stream.Position);
        stream.Position = 100;
        Assert.Null(await ReadOneAsync(stream));
    }

    [Fact]
    public async Task Read_StoreFails_LetsTheFailureThroughAndCanBeTriedAgain()
    {
        var (store, content) = Make(100);
        await using var stream = new ArtifactReadStream(store, Key, content.Length);
        store.Failure = new ModelHubException(ModelHubErrorCode.Unavailable, "Away.");
        Assert.Equal(ModelHubErrorCode.Unavailable, (await Assert.ThrowsAsync<ModelHubException>(() => ReadOneAsync(stream))).Code);
        store.Failure = null;
        Assert.Equal(content[0], (await ReadOneAsync(stream))!.Value);
    }

    [Fact]
    public async Task Read_ObjectIsShorterThanItWas_Fails()
    {
        var (store, content) = Make(100);
        await using var stream = new ArtifactReadStream(store, Key, content.Length + 1);
        await Assert.ThrowsAsync<EndOfStreamException>(() => ReadOneAsync(stream));
    }

    [Fact]
    public async Task Read_AfterDispose_Fails()
    {
        var (store, content) = Make(100);
        var stream = new ArtifactReadStream(store, Key, content.Length);
        await stream.DisposeAsync();
        await stream.DisposeAsync();
        Assert.False(stream.CanRead);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ReadOneAsync(stream));
    }

    [Fact]
    public async Task Inspect_ThroughIt_GivesWhatTheFileGives()
    {
        foreach (var name in SampleFiles.Names.Where(name => name != "unknown.empty"))
        {
            var content = SampleFiles.Read(name);
            await using var stream = new ArtifactReadStream(new RangedStore(Key, content), Key, content.Length);
            Assert.Equal(SampleFiles.FormatOf(name), (await FileInspector.InspectAsync(stream, name, default)).Format);
        }
    }

    private static (RangedStore Store, byte[] Content) Make(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return (new RangedStore(Key, content), content);
    }

    private static async Task<byte?> ReadOneAsync(Stream stream)
    {
        var one = new byte[1];
        return await stream.ReadAsync(one) == 0 ? null : one[0];
    }
}
