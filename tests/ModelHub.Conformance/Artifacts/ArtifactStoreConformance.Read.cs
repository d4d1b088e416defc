namespace ModelHub.Conformance.Artifacts;

public abstract partial class ArtifactStoreConformance
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 1000)]
    [InlineData(400, 200)]
    [InlineData(999, 1)]
    public async Task Open_OfARange_GivesThoseBytes(int offset, int length)
    {
        await PutAsync(Key("file"), Bytes(1000));
        Assert.Equal(Bytes(1000)[offset..(offset + length)], await ReadAsync("file", new ByteRange(offset, length)));
    }

    [Theory]
    [InlineData(0L, null)]
    [InlineData(700L, null)]
    [InlineData(999L, null)]
    [InlineData(700L, 301L)]
    [InlineData(1L, long.MaxValue)]
    public async Task Open_OfARangeToOrPastTheEnd_IsCutThere(long offset, long? length)
    {
        await PutAsync(Key("file"), Bytes(1000));
        Assert.Equal(Bytes(1000)[(int)offset..], await ReadAsync("file", new ByteRange(offset, length)));
    }

    [Fact]
    public async Task Open_OfARange_TellsTheWholeObjectsInfo()
    {
        var put = await PutAsync(Key("file"), Bytes(3 * MiB));

        await using var content = await Store.OpenAsync(Key("file"), new ByteRange(MiB, MiB));

        Assert.Equal(put.Info, content.Info);
        Assert.Equal(MiB, content.Length);
        Assert.Equal(Bytes(3 * MiB)[MiB..(2 * MiB)], await ReadToEndAsync(content.Content));
    }

    [Theory]
    [InlineData(1000L, null)]
    [InlineData(1000L, 1L)]
    [InlineData(5000L, 10L)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(-1L, null)]
    [InlineData(-1L, 10L)]
    [InlineData(0L, -1L)]
    public async Task Open_OfARangeOutsideTheObject_IsNotSatisfiable(long offset, long? length)
    {
        await PutAsync(Key("file"), Bytes(1000));
        await FailsAsync(ModelHubErrorCode.RangeNotSatisfiable, () => Store.OpenAsync(Key("file"), new ByteRange(offset, length)));
    }

    [Fact]
    public async Task Open_OfAnEmptyObject_WorksWithoutARangeOnly()
    {
        await PutAsync(Key("empty"), []);
        Assert.Empty(await ReadAsync("empty"));
        await FailsAsync(ModelHubErrorCode.RangeNotSatisfiable, () => Store.OpenAsync(Key("empty"), new ByteRange(0)));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("dir")]
    [InlineData("dir/file/deeper")]
    [InlineData("DIR/file")]
    public async Task Open_OfNoObject_IsNotFound(string path)
    {
        await PutAsync("dir/file");
        await FailsAsync(ModelHubErrorCode.NotFound, () => Store.OpenAsync(Key(path)));
        await FailsAsync(ModelHubErrorCode.NotFound, () => Store.OpenAsync(Key(path), new ByteRange(0, 1)));
        await FailsAsync(ModelHubErrorCode.NotFound, () => Store.OpenAsync(new ArtifactKey(OtherBucket, "dir/file")));
        Assert.Null(await Store.FindAsync(Key(path)));
        Assert.Null(await Store.FindAsync(new ArtifactKey(OtherBucket, "dir/file")));
    }

    [Fact]
    public async Task Find_TellsSizeAndTime()
    {
        var before = DateTimeOffset.UtcNow.AddMinutes(-5);
        await PutAsync(Key("file"), Bytes(12345));

        var info = await Store.FindAsync(Key("file"));

        Assert.Equal(12345, info!.Size);
        Assert.InRange(info.LastModified, before, DateTimeOffset.UtcNow.AddMinutes(5));
        Assert.Equal(TimeSpan.Zero, info.LastModified.Offset);
    }

    [Fact]
    public async Task Open_StaysReadable_WhenTheObjectIsReplacedOrDeleted()
    {
        await PutAsync(Key("replaced"), Bytes(6 * MiB, 1));
        await PutAsync(Key("deleted"), Bytes(6 * MiB, 2));
        await using var replaced = await Store.OpenAsync(Key("replaced"));
        await using var deleted = await Store.OpenAsync(Key("deleted"));

        await PutAsync("replaced", "short");
        Assert.True(await Store.DeleteAsync(Key("deleted")));

        Assert.Equal(Bytes(6 * MiB, 1), await ReadToEndAsync(replaced.Content));
        Assert.Equal(Bytes(6 * MiB, 2), await ReadToEndAsync(deleted.Content));
    }

    [Fact]
    public async Task Open_ByManyAtOnce_GivesEachItsOwnContent()
    {
        await PutAsync(Key("file"), Bytes(2 * MiB));
        var reads = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => ReadAsync("file", new ByteRange(i * 1000)))));
        for (var i = 0; i < reads.Length; i++) Assert.Equal(Bytes(2 * MiB)[(i * 1000)..], reads[i]);
    }
}
