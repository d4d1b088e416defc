namespace ModelHub.Abstractions.Tests;

public sealed class ArtifactKeyTests
{
    [Theory]
    [InlineData("abc")]
    [InlineData("my-bucket.v2")]
    [InlineData("0-0")]
    [InlineData("models")]
    public void Buckets_OfTheRule_AreTaken(string bucket) => Assert.Equal(bucket, new ArtifactKey(bucket, "x").Bucket);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("Abc")]
    [InlineData("a_c")]
    [InlineData("a/c")]
    [InlineData("...")]
    [InlineData("a..b")]
    [InlineData(".tmp")]
    [InlineData("-ab")]
    [InlineData("ab-")]
    [InlineData("ab.")]
    [InlineData("äbc")]
    [InlineData("abc\n")]
    public void OtherBuckets_AreRefused(string? bucket)
    {
        Assert.False(ArtifactKey.IsValidBucket(bucket));
        Assert.Equal("bucket", Assert.Single(Assert.Throws<ModelHubException>(() => new ArtifactKey(bucket!, "x")).Errors).Field);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a/b/c")]
    [InlineData("...")]
    [InlineData(".hidden/..x")]
    [InlineData("with space/ä/日本語/😀")]
    [InlineData("%2e%2e/%2F")]
    [InlineData("CON")]
    public void Paths_OfTheRule_AreTakenAsTheyAre(string path)
    {
        var key = new ArtifactKey("bucket", path);
        Assert.Equal(path, key.Path);
        Assert.Equal($"bucket/{path}", key.ToString());
        Assert.Equal(key, new ArtifactKey("bucket", path));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a/.")]
    [InlineData("a\\b")]
    [InlineData("a\0")]
    [InlineData("a\nb")]
    [InlineData("a\u007F")]
    [InlineData("a\u0085")]
    public void OtherPaths_AreRefused(string? path)
    {
        Assert.False(ArtifactKey.IsValidPath(path));
        Assert.Equal("key", Assert.Single(Assert.Throws<ModelHubException>(() => new ArtifactKey("bucket", path!)).Errors).Field);
    }

    [Fact]
    public void LoneSurrogates_AreRefused()
    {
        foreach (var path in (string[])["\uD83D", "\uDE00", "a\uD83D/b", "\uDE00\uD83D", "\uD83D\uD83D\uDE00"]) Assert.False(ArtifactKey.IsValidPath(path));
    }

    [Fact]
    public void Lengths_CountInBytes()
    {
        Assert.True(ArtifactKey.IsValidBucket(new string('b', 63)));
        Assert.False(ArtifactKey.IsValidBucket(new string('b', 64)));
        Assert.True(ArtifactKey.IsValidPath(new string('ä', 100)));
        Assert.False(ArtifactKey.IsValidPath(new string('ä', 100) + "a"));
        var path = string.Join('/', Enumerable.Repeat(new string('a', 128), 7)) + "/" + new string('b', 121);
        Assert.Equal(1024, path.Length);
        Assert.True(ArtifactKey.IsValidPath(path));
        Assert.False(ArtifactKey.IsValidPath(path + "b"));
    }

    [Fact]
    public void Blobs_LieByTheirDigest()
    {
        var hex = "ab" + new string('0', 62);
        Assert.Equal($"models/blobs/sha256/ab/{hex}", ArtifactKey.ForBlob(Sha256Digest.Parse(hex)).ToString());
    }
}
