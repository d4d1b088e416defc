using System.Collections.Concurrent;

namespace ModelHub.Conformance.Artifacts;

public abstract partial class ArtifactStoreConformance
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(256 * 1024)]
    [InlineData((256 * 1024) + 1)]
    [InlineData((17 * MiB) + 3)]
    public async Task Put_ThenOpen_GivesTheSameBytes(int size)
    {
        var content = Bytes(size);

        var result = await PutAsync(Key("file.bin"), content);

        Assert.Equal(DigestOf(content), result.Sha256);
        Assert.Equal(size, result.Info.Size);
        Assert.Equal(Key("file.bin"), result.Info.Key);
        await using var opened = await Store.OpenAsync(Key("file.bin"));
        Assert.Equal(size, opened.Length);
        Assert.Equal(result.Info, opened.Info);
        Assert.Equal(content, await ReadToEndAsync(opened.Content));
    }

    [Fact]
    public async Task Put_TakesWhatTheStreamStillHolds()
    {
        var stream = new MemoryStream(Bytes(1000)) { Position = 600 };

        var result = await Store.PutAsync(Key("rest"), stream);

        Assert.Equal(400, result.Info.Size);
        Assert.Equal(Bytes(1000)[600..], await ReadAsync("rest"));
        Assert.True(stream.CanRead, "The stream stays its owner's to close.");
    }

    [Fact]
    public async Task Put_Again_ReplacesAndChangesTheETag()
    {
        var tags = new HashSet<string>();
        foreach (var content in (string[])["same", "same", "size", "longer"])
        {
            var put = await PutAsync("file", content);
            Assert.True(tags.Add(put.Info.ETag), "Every put has an ETag of its own.");
            Assert.Equal(put.Info, await Store.FindAsync(Key("file")));
            Assert.Equal(put.Info, await Store.FindAsync(Key("file")));
        }

        Assert.Equal("longer"u8.ToArray(), await ReadAsync("file"));
        Assert.DoesNotContain(tags, tag => tag.Contains('"'));
    }

    [Fact]
    public async Task Put_WhileOthersRead_ShowsThemWholeVersionsOnly()
    {
        const int versions = 25, size = 300_000;
        await PutAsync(Key("file"), Filled(0));
        using var done = new CancellationTokenSource();
        var seen = new ConcurrentDictionary<byte, bool>();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            do
            {
                var bytes = await ReadAsync("file");
                Assert.Equal(size + bytes[0], bytes.Length);
                Assert.DoesNotContain(bytes, b => b != bytes[0]);
                seen[bytes[0]] = true;
            }
            while (!done.IsCancellationRequested);
        })).ToList();

        for (var version = 1; version <= versions; version++) await PutAsync(Key("file"), Filled(version));
        await done.CancelAsync();
        await Task.WhenAll(readers);

        Assert.NotEmpty(seen);
        Assert.Equal(Filled(versions), await ReadAsync("file"));

        static byte[] Filled(int version)
        {
            var bytes = new byte[size + version];
            Array.Fill(bytes, (byte)version);
            return bytes;
        }
    }

    [Fact]
    public async Task Put_ManyAtOnceToOneKey_LeavesOneOfThemWhole()
    {
        var contents = Enumerable.Range(1, 12).Select(seed => Bytes(100_000 + seed, seed)).ToList();

        var results = await Task.WhenAll(contents.Select(content => Task.Run(() => PutAsync(Key("a/b/file"), content))));

        var stored = await ReadAsync("a/b/file");
        Assert.Contains(contents, content => content.AsSpan().SequenceEqual(stored));
        Assert.Contains(results, result => result.Sha256 == DigestOf(stored));
        Assert.Equal(["a/b/file"], await ListAsync());
    }

    [Fact]
    public async Task Put_OfAnotherDigestThanExpected_FailsAndKeepsTheOldObject()
    {
        await PutAsync("file", "old");
        var options = new ArtifactPutOptions { ExpectedSha256 = DigestOf("other"u8.ToArray()) };

        await FailsAsync(ModelHubErrorCode.ChecksumMismatch, () => PutAsync(Key("file"), "new"u8.ToArray(), options));
        await FailsAsync(ModelHubErrorCode.ChecksumMismatch, () => PutAsync(Key("another"), "new"u8.ToArray(), options));

        Assert.Equal("old"u8.ToArray(), await ReadAsync("file"));
        Assert.Equal(["file"], await ListAsync());
    }

    [Fact]
    public async Task Put_OfTheExpectedDigest_Stores()
    {
        var content = Bytes(MiB);
        await PutAsync(Key("file"), content, new ArtifactPutOptions { ExpectedSha256 = DigestOf(content) });
        Assert.Equal(content, await ReadAsync("file"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(9 * MiB)]
    public async Task Put_OfMoreThanMaxBytes_FailsAndKeepsTheOldObject(int maxBytes)
    {
        await PutAsync("file", "old");
        var options = new ArtifactPutOptions { MaxBytes = maxBytes };

        var failure = await FailsAsync(ModelHubErrorCode.TooLarge, () => PutAsync(Key("file"), Bytes(maxBytes + 1), options));
        await FailsAsync(ModelHubErrorCode.TooLarge, () => PutAsync(Key("another"), Bytes(maxBytes + MiB), options));

        Assert.Contains($"{maxBytes}", string.Concat(failure.Message.Where(char.IsAsciiDigit)), StringComparison.Ordinal);
        Assert.Equal("old"u8.ToArray(), await ReadAsync("file"));
        Assert.Equal(["file"], await ListAsync());
        Assert.Equal(maxBytes, (await PutAsync(Key("fits"), Bytes(maxBytes), options)).Info.Size);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(9 * MiB)]
    public async Task Put_OfAStreamThatFails_PassesTheFailureOnAndStoresNothing(int bytesBefore)
    {
        await PutAsync("file", "old");

        var failure = await Assert.ThrowsAsync<IOException>(() => Store.PutAsync(Key("file"), BrokenStream.Failing(bytesBefore)));
        await Assert.ThrowsAsync<IOException>(() => Store.PutAsync(Key("another"), BrokenStream.Failing(bytesBefore)));

        Assert.Equal("The client went away.", failure.Message);
        Assert.Equal("old"u8.ToArray(), await ReadAsync("file"));
        Assert.Equal(["file"], await ListAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9 * MiB)]
    public async Task Put_Cancelled_StoresNothing(int bytesBefore)
    {
        await PutAsync("file", "old");
        using var cancel = new CancellationTokenSource();
        var stream = BrokenStream.Stalling(bytesBefore, cancel.Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync(Key("file"), stream, null, cancel.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync(Key("another"), new MemoryStream([1]), null, cancel.Token));

        Assert.Equal("old"u8.ToArray(), await ReadAsync("file"));
        Assert.Equal(["file"], await ListAsync());
    }

    [Fact]
    public async Task Put_TellsItsProgressUpToTheLastByte()
    {
        var reports = new Reports();

        await PutAsync(Key("file"), Bytes((20 * MiB) + 5), new ArtifactPutOptions { Progress = reports });

        Assert.True(reports.Values.Count >= 2, "A put of 20 MiB tells of its progress on the way.");
        Assert.Equal(reports.Values.Order(), reports.Values);
        Assert.Equal((20 * MiB) + 5, reports.Values[^1]);
    }

    private sealed class Reports : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value)
        {
            lock (Values) Values.Add(value);
        }
    }
}
