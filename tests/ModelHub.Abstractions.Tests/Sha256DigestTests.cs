using System.Security.Cryptography;

namespace ModelHub.Abstractions.Tests;

public sealed class Sha256DigestTests
{
    private const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Fact]
    public void Digest_GoesFromBytesToTextAndBack()
    {
        var digest = Sha256Digest.FromBytes(SHA256.HashData([]));
        Assert.Equal(Empty, digest.Hex);
        Assert.Equal(Empty, digest.ToString());
        Assert.Equal(SHA256.HashData([]), digest.ToBytes());
        Assert.Equal(digest, Sha256Digest.Parse(Empty.ToUpperInvariant()));
        Assert.Equal(digest.GetHashCode(), Sha256Digest.Parse(Empty).GetHashCode());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("e3b0")]
    [InlineData(Empty + "0")]
    [InlineData("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(" 3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("３3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void Parse_RefusesWhatIsNone(string? text)
    {
        Assert.False(Sha256Digest.TryParse(text, out var digest));
        Assert.Null(digest);
        if (text is not null) Assert.Equal("sha256", Assert.Single(Assert.Throws<ModelHubException>(() => Sha256Digest.Parse(text)).Errors).Field);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void FromBytes_TakesNoOtherLength(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Sha256Digest.FromBytes(new byte[length]));
}
