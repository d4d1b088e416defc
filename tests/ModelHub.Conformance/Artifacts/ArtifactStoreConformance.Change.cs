namespace ModelHub.Conformance.Artifacts;

public abstract partial class ArtifactStoreConformance
{
    [Fact]
    public async Task Move_GivesTheContentItsNewKeyAlone()
    {
        await PutAsync(Key("staging/upload"), Bytes(5 * MiB));
        var destination = new ArtifactKey(OtherBucket, "blobs/final");

        await Store.MoveAsync(Key("staging/upload"), destination);

        Assert.Equal(Bytes(5 * MiB), await ReadAsync(destination));
        Assert.Null(await Store.FindAsync(Key("staging/upload")));
        Assert.Empty(await ListAsync());
        Assert.Equal(["blobs/final"], await ListAsync(bucket: OtherBucket));
    }

    [Fact]
    public async Task Move_ReplacesTheDestinationAndChangesItsETag()
    {
        await PutAsync("from", "new");
        var old = await PutAsync("to", "old");

        await Store.MoveAsync(Key("from"), Key("to"));

        Assert.Equal("new"u8.ToArray(), await ReadAsync("to"));
        Assert.NotEqual(old.Info.ETag, (await Store.FindAsync(Key("to")))!.ETag);
        Assert.Equal(["to"], await ListAsync());
    }

    [Fact]
    public async Task Move_OfNoObject_IsNotFoundAndKeepsTheDestination()
    {
        await PutAsync("to", "old");
        await FailsAsync(ModelHubErrorCode.NotFound, () => Store.MoveAsync(Key("from"), Key("to")));
        Assert.Equal("old"u8.ToArray(), await ReadAsync("to"));
    }

    [Fact]
    public async Task Move_OntoItself_KeepsTheObject()
    {
        await PutAsync("dir/file", "content");
        await Store.MoveAsync(Key("dir/file"), Key("dir/file"));
        Assert.Equal("content"u8.ToArray(), await ReadAsync("dir/file"));
    }

    [Fact]
    public async Task Move_BetweenAKeyAndOneBelowIt_Works()
    {
        await PutAsync("a", "1");
        await Store.MoveAsync(Key("a"), Key("a/b"));
        await Store.MoveAsync(Key("a/b"), Key("a/b/c"));
        await Store.MoveAsync(Key("a/b/c"), Key("a"));
        Assert.Equal(["a"], await ListAsync());
        Assert.Equal("1"u8.ToArray(), await ReadAsync("a"));
    }

    [Fact]
    public async Task Delete_TellsWhetherThereWasAnObject()
    {
        await PutAsync("dir/file");

        Assert.False(await Store.DeleteAsync(Key("dir")));
        Assert.False(await Store.DeleteAsync(Key("other")));
        Assert.True(await Store.DeleteAsync(Key("dir/file")));
        Assert.False(await Store.DeleteAsync(Key("dir/file")));

        Assert.Null(await Store.FindAsync(Key("dir/file")));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Delete_LeavesItsNeighbours()
    {
        foreach (var path in (string[])["a", "a/b", "a/b/c", "a/d"]) await PutAsync(path, path);

        Assert.True(await Store.DeleteAsync(Key("a/b")));
        Assert.Equal(["a", "a/b/c", "a/d"], await ListAsync());
        Assert.True(await Store.DeleteAsync(Key("a")));
        Assert.Equal(["a/b/c", "a/d"], await ListAsync());
        Assert.Equal("a/b/c"u8.ToArray(), await ReadAsync("a/b/c"));
    }

    [Fact]
    public async Task Delete_WhileOthersPutBeside_LosesNoPut()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                var key = Key($"shared/dir/{worker}/{i}");
                var moved = Key($"shared/dir/moved/{worker}");
                await PutAsync(key, Bytes(10, i));
                Assert.Equal(Bytes(10, i), await ReadAsync(key));
                await Store.MoveAsync(key, moved);
                Assert.Equal(Bytes(10, i), await ReadAsync(moved));
                Assert.True(await Store.DeleteAsync(moved));
            }
        })));

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Buckets_AreApart()
    {
        var other = new ArtifactKey(OtherBucket, "file");
        await PutAsync("file", "mine");
        await PutAsync(other, "theirs"u8.ToArray());

        Assert.Equal("mine"u8.ToArray(), await ReadAsync("file"));
        Assert.Equal("theirs"u8.ToArray(), await ReadAsync(other));
        Assert.True(await Store.DeleteAsync(other));
        Assert.Equal(["file"], await ListAsync());
        Assert.Empty(await ListAsync(bucket: OtherBucket));
    }

    [Fact]
    public async Task Keys_OfEveryValidKind_ComeBackAsTheyWere()
    {
        var paths = HostilePaths();
        for (var i = 0; i < paths.Count; i++) await PutAsync(Key(paths[i]), Bytes(20, i));

        for (var i = 0; i < paths.Count; i++)
        {
            Assert.Equal(Bytes(20, i), await ReadAsync(paths[i]));
            Assert.Equal([paths[i]], (await ListAsync(paths[i])).Where(path => path == paths[i]));
        }

        Assert.Equal(paths.OrderBy(path => path, Comparer<string>.Create(CompareUtf8)), await ListAsync());
        foreach (var path in paths) Assert.True(await Store.DeleteAsync(Key(path)), path);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public void GetService_OfSomethingUnknown_IsNull() => Assert.Null(Store.GetService(typeof(ArtifactStoreConformance)));

    private static List<string> HostilePaths() =>
    [
        "with space", " ", " leading", "trailing ", "trailing.", "...", "..a", ".hidden", ".tmp", ".tmp/x", "~", "~user", "-rf", "*", "?", "a?b=c&d#e",
        "%", "%%", "%2e%2e", "%2e%2e/%2e%2e/etc", "%2F", "%2f", "%5c", "a%", "a%2", "a+", "a+/b", "a=", "a=/b", "a", "a/b", "a/b/c", "A", "A/B",
        "CON", "con", "con.txt", "nul", "COM1", "lpt9.x", "aux/prn", "C:", "c:", "C:/x", "file:x", "<>|\"", "'", "`x`", "$HOME", "${x}", ";ls", "{}", "[]",
        "ä", "a\u0308", "Ä", "ß", "ﬀ", "日本語/モデル", "😀", "مرحبا", "\u202Egnp.exe", "\u200B", "\uFEFF", "\uFFFD", "\u2028", "e\u0301", "é",
        new string('a', 200), new string('A', 200), new string('%', 200), new string('ä', 100), string.Concat(Enumerable.Repeat("😀", 50)),
        new string('A', 80) + "con", new string('A', 80), new string('A', 81), new string('A', 80) + "/x", new string('A', 199) + ".",
        string.Join('/', Enumerable.Repeat("d", 512)), string.Join('/', Enumerable.Repeat(new string('Ö', 100), 5)),
    ];
}
