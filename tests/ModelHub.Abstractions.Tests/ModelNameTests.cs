namespace ModelHub.Abstractions.Tests;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("alice/mnist", "alice", "mnist")]
    [InlineData("Alice/MNIST-v2", "alice", "mnist-v2")]
    [InlineData("0/0", "0", "0")]
    [InlineData("a.b_c-d/e.f", "a.b_c-d", "e.f")]
    public void Parse_TakesNames_InLowerCase(string text, string owner, string name)
    {
        var parsed = ModelName.Parse(text);
        Assert.Equal((owner, name), (parsed.Owner, parsed.Name));
        Assert.Equal($"{owner}/{name}", parsed.ToString());
        Assert.Equal(parsed, ModelName.Create(owner.ToUpperInvariant(), name));
        Assert.Equal(parsed, ModelName.Parse(parsed.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("alice")]
    [InlineData("alice/")]
    [InlineData("/mnist")]
    [InlineData("alice/mnist/x")]
    [InlineData("alice//mnist")]
    [InlineData("../mnist")]
    [InlineData("alice/..")]
    [InlineData("alice/.")]
    [InlineData(".alice/x")]
    [InlineData("-alice/x")]
    [InlineData("_alice/x")]
    [InlineData("al ice/x")]
    [InlineData("alice/x\n")]
    [InlineData("älice/x")]
    [InlineData("alice/x@1.0.0")]
    [InlineData("alice/\u212A")]
    [InlineData("alice\\x")]
    public void Parse_RefusesWhatIsNoName(string? text)
    {
        Assert.False(ModelName.TryParse(text, out var name));
        Assert.Equal(default, name);
        if (text is not null) Assert.Equal(ModelHubErrorCode.InvalidInput, Assert.Throws<ModelHubException>(() => ModelName.Parse(text)).Code);
    }

    [Fact]
    public void Parts_HaveALimit()
    {
        var longest = new string('a', ModelName.MaxPartLength);
        Assert.Equal($"{longest}/{longest}", ModelName.Create(longest, longest).ToString());
        Assert.Equal("owner", Assert.Single(Assert.Throws<ModelHubException>(() => ModelName.Create(longest + "a", "x")).Errors).Field);
        Assert.Equal("name", Assert.Single(Assert.Throws<ModelHubException>(() => ModelName.Create("x", longest + "a")).Errors).Field);
    }

    [Theory]
    [InlineData("My ML Model", "my-ml-model")]
    [InlineData("  ResNet-50 (v1.5)  ", "resnet-50-v1.5")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("_._x", "x")]
    [InlineData("a -- b", "a-b")]
    [InlineData("Größe", "gr-e")]
    [InlineData("日本語", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Slug_TurnsTextIntoAName(string? text, string expected) => Assert.Equal(expected, ModelName.Slug(text));

    [Fact]
    public void Slug_OfAnyText_IsEmptyOrConsistsOfWhatANameMayHave()
    {
        var random = new Random(1);
        for (var i = 0; i < 5000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 0x80 : 0x10000)));
            var slug = ModelName.Slug(text);
            Assert.True(slug.Length == 0 || ModelName.IsValidPart(slug), slug);
            Assert.Equal(slug, ModelName.Slug(slug));
        }
    }
}
