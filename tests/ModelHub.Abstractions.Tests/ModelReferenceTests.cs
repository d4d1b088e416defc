namespace ModelHub.Abstractions.Tests;

public sealed class ModelReferenceTests
{
    [Theory]
    [InlineData("alice/mnist", null)]
    [InlineData("alice/mnist@1.2.0", "1.2.0")]
    [InlineData("alice/mnist@v1.2.0-rc.1", "v1.2.0-rc.1")]
    [InlineData("alice/mnist@champion", "champion")]
    [InlineData("alice/mnist@latest", "latest")]
    public void Parse_TakesReferences_AndTheyComeBackAsTheyWere(string text, string? selector)
    {
        var reference = ModelReference.Parse(text);
        Assert.Equal(ModelName.Create("alice", "mnist"), reference.Model);
        Assert.Equal(selector, reference.Selector);
        Assert.Equal(text, reference.ToString());
        Assert.Equal(reference, ModelReference.Parse(reference.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("mnist")]
    [InlineData("mnist@1.0.0")]
    [InlineData("alice/mnist@")]
    [InlineData("alice/mnist@1.0")]
    [InlineData("alice/mnist@1.0.0+build")]
    [InlineData("alice/mnist@a@b")]
    [InlineData("alice/mnist@ä")]
    [InlineData("alice/mnist@../x")]
    [InlineData("alice/mnist@9lives")]
    [InlineData("alice/mnist@champion ")]
    public void Parse_RefusesWhatIsNone(string? text)
    {
        Assert.False(ModelReference.TryParse(text, out var reference));
        Assert.Null(reference);
        if (text is not null) Assert.Equal(ModelHubErrorCode.InvalidInput, Assert.Throws<ModelHubException>(() => ModelReference.Parse(text)).Code);
    }
}
