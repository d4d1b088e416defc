using System.Text;

namespace ModelHub.Conformance.Artifacts;

public abstract partial class ArtifactStoreConformance
{
    // In the order of their UTF-8 bytes. UTF-16 would put the emoji (U+1F600) before the full-width letter (U+FF21).
    private static readonly string[] Ordered =
        ["A", "B/c", "a", "a!", "a-b", "a.", "a/b", "a/b/c", "a0", "aa/1", "aa/2", "b", "z", "ä", "ä/x", "ｚ", "ﾺ", "😀", "😀/deep/er"];

    [Fact]
    public async Task List_IsInTheOrderOfUtf8()
    {
        var keys = Ordered.Order(StringComparer.Ordinal).Reverse().ToList();
        foreach (var path in keys) await PutAsync(path, path);

        var listed = await ListAsync();

        Assert.Equal(keys.OrderBy(path => Convert.ToHexString(Encoding.UTF8.GetBytes(path)), StringComparer.Ordinal), listed);
        Assert.Equal(Ordered, listed);
    }

    [Fact]
    public async Task List_TellsWhatFindTells()
    {
        foreach (var path in Ordered) await PutAsync(path, path);
        await foreach (var info in Store.ListAsync(Bucket)) Assert.Equal(await Store.FindAsync(info.Key), info);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a/")]
    [InlineData("a/b")]
    [InlineData("a/b/")]
    [InlineData("a/b/c")]
    [InlineData("aa/")]
    [InlineData("aa/2")]
    [InlineData("B/")]
    [InlineData("😀/d")]
    [InlineData("😀/deep/")]
    [InlineData("nothing")]
    [InlineData("a/b/c/d")]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("../")]
    [InlineData("a/../")]
    [InlineData("%")]
    public async Task List_OfAPrefix_GivesThePathsThatStartWithIt(string prefix)
    {
        foreach (var path in Ordered) await PutAsync(path);
        Assert.Equal(Ordered.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)), await ListAsync(prefix));
    }

    [Fact]
    public async Task List_AfterAnyPath_GoesOnBehindIt()
    {
        foreach (var path in Ordered) await PutAsync(path);
        foreach (var after in (string[])[.. Ordered, "", "0", "a/", "a/a", "a/b/", "a/b/b", "a/b/d", "aa", "aa/", "zz", "ä/", "\uFFFD", "😀/deep", "😁"])
        {
            var expected = Ordered.Where(path => CompareUtf8(path, after) > 0).ToList();
            Assert.Equal(expected, await ListAsync(after: after));
            Assert.Equal(expected.Where(path => path.StartsWith('a')), await ListAsync("a", after));
        }
    }

    [Fact]
    public async Task List_InPages_GivesEveryPathOnce()
    {
        var paths = Enumerable.Range(0, 60).Select(i => $"d{i % 7}/f{i:D2}").ToList();
        foreach (var path in paths) await PutAsync(path);

        var pages = new List<string>();
        while (true)
        {
            var page = new List<string>();
            await foreach (var info in Store.ListAsync(Bucket, "d", pages.LastOrDefault()))
            {
                page.Add(info.Key.Path);
                if (page.Count == 7) break;
            }

            if (page.Count == 0) break;
            pages.AddRange(page);
        }

        Assert.Equal(paths.Order(StringComparer.Ordinal), pages);
    }

    [Fact]
    public async Task List_OfABucketNeverPutTo_IsEmpty()
    {
        Assert.Empty(await ListAsync());
        Assert.Empty(await ListAsync("some/prefix", "some/after"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("No-Bucket")]
    public async Task List_OfAnInvalidBucket_IsInvalid(string bucket) =>
        await FailsAsync(ModelHubErrorCode.InvalidInput, () => ListAsync(bucket: bucket));

    [Fact]
    public async Task List_Cancelled_Ends()
    {
        foreach (var path in Ordered) await PutAsync(path);
        using var cancel = new CancellationTokenSource();
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var info in Store.ListAsync(Bucket).WithCancellation(cancel.Token))
            {
                Assert.Equal(Bucket, info.Key.Bucket);
                if (++seen == 3) await cancel.CancelAsync();
            }
        });

        Assert.True(seen < Ordered.Length);
    }

    private static int CompareUtf8(string x, string y) =>
        Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y));
}
