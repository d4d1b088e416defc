namespace ModelHub.Abstractions.Tests;

public sealed class AliasNameTests
{
    [Theory]
    [InlineData("champion")]
    [InlineData("Staging_2-b")]
    [InlineData("a")]
    [InlineData("latest-eu")]
    public void Names_CanBeSetAndRead(string alias)
    {
        Assert.True(AliasName.IsSettable(alias));
        Assert.True(AliasName.IsReadable(alias));
        Assert.False(SemanticVersion.TryParse(alias, out _));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("Latest")]
    public void Latest_CanBeReadOnly(string alias)
    {
        Assert.True(AliasName.IsReadable(alias));
        Assert.False(AliasName.IsSettable(alias));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1.0.0")]
    [InlineData("v1.0.0")]
    [InlineData("1st")]
    [InlineData("-x")]
    [InlineData("_x")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("ä")]
    [InlineData("x\n")]
    public void OtherTexts_AreNone(string? alias)
    {
        Assert.False(AliasName.IsReadable(alias));
        Assert.False(AliasName.IsSettable(alias));
    }

    [Fact]
    public void Names_HaveALimit()
    {
        Assert.True(AliasName.IsSettable(new string('a', 64)));
        Assert.False(AliasName.IsSettable(new string('a', 65)));
    }
}
