namespace ModelHub.Conformance.Models;

/// <summary>What <see cref="IModelStore"/> promises about aliases.</summary>
public abstract class ModelAliasConformance(StoreFixture fixture) : StoreSuite(fixture)
{
    [Fact]
    public async Task Set_CreatesAndMoves()
    {
        var model = await PublishAsync("1.0.0", "1.1.0");

        var created = await Models.SetAliasAsync(model.Id, "champion", V("1.0.0"), null, "alice");
        var moved = await Models.SetAliasAsync(model.Id, "champion", V("1.1.0"), V("1.0.0"), "bob");

        Assert.Equal(("champion", V("1.0.0"), "alice"), (created.Name, created.Version, created.UpdatedBy));
        Assert.Equal(("champion", V("1.1.0"), "bob"), (moved.Name, moved.Version, moved.UpdatedBy));
        Assert.Equal(moved, await Models.FindAliasAsync(model.Id, "champion"));
        Assert.Equal([moved], await Models.ListAliasesAsync(model.Id));
    }

    [Fact]
    public async Task Set_WithoutExpectation_MovesWhateverIsThere()
    {
        var model = await PublishAsync("1.0.0", "1.1.0");
        await Models.SetAliasAsync(model.Id, "champion", V("1.0.0"), null, "alice");

        var moved = await Models.SetAliasAsync(model.Id, "champion", V("1.1.0"), null, "alice");

        Assert.Equal(V("1.1.0"), moved.Version);
    }

    [Fact]
    public async Task Set_ExpectingAnotherTarget_IsAConflictAndMovesNothing()
    {
        var model = await PublishAsync("1.0.0", "1.1.0", "1.2.0");
        var alias = await Models.SetAliasAsync(model.Id, "champion", V("1.0.0"), null, "alice");

        var exception = await AssertFailsAsync(
            ModelHubErrorCode.Conflict, () => Models.SetAliasAsync(model.Id, "champion", V("1.2.0"), V("1.1.0"), "bob"));

        Assert.Contains("1.0.0", exception.Message, StringComparison.Ordinal);
        Assert.Equal(alias, await Models.FindAliasAsync(model.Id, "champion"));
    }

    [Fact]
    public async Task Set_ExpectingATargetOfAMissingAlias_IsAConflict()
    {
        var model = await PublishAsync("1.0.0");

        await AssertFailsAsync(ModelHubErrorCode.Conflict, () => Models.SetAliasAsync(model.Id, "new", V("1.0.0"), V("1.0.0"), "alice"));

        Assert.Null(await Models.FindAliasAsync(model.Id, "new"));
    }

    [Fact]
    public async Task Set_ToAnUnknownVersion_IsNotFound()
    {
        var model = await PublishAsync("1.0.0");
        var other = (await Models.PublishVersionAsync(NewVersion("2.0.0", name: "other"))).Model;

        await AssertFailsAsync(ModelHubErrorCode.NotFound, () => Models.SetAliasAsync(model.Id, "champion", V("2.0.0"), null, "alice"));
        await AssertFailsAsync(ModelHubErrorCode.NotFound, () => Models.SetAliasAsync(long.MaxValue, "champion", V("1.0.0"), null, "alice"));

        Assert.Empty(await Models.ListAliasesAsync(model.Id));
        Assert.Empty(await Models.ListAliasesAsync(other.Id));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("LATEST")]
    [InlineData("")]
    [InlineData("1.0.0")]
    [InlineData("a b")]
    [InlineData("a\0")]
    [InlineData("'; --")]
    public async Task Set_OfABadName_IsRefused(string alias)
    {
        var model = await PublishAsync("1.0.0");

        await AssertInvalidAsync("alias", () => Models.SetAliasAsync(model.Id, alias, V("1.0.0"), null, "alice"));

        Assert.Null(await Models.FindAliasAsync(model.Id, alias));
        Assert.False(await Models.DeleteAliasAsync(model.Id, alias));
    }

    [Fact]
    public async Task Names_CompareWithoutCase()
    {
        var model = await PublishAsync("1.0.0", "1.1.0");

        await Models.SetAliasAsync(model.Id, "Champion", V("1.0.0"), null, "alice");
        await Models.SetAliasAsync(model.Id, "CHAMPION", V("1.1.0"), V("1.0.0"), "alice");

        Assert.Equal("champion", Assert.Single(await Models.ListAliasesAsync(model.Id)).Name);
        Assert.Equal(V("1.1.0"), (await Models.FindAliasAsync(model.Id, "cHAMPION"))!.Version);
        Assert.True(await Models.DeleteAliasAsync(model.Id, "cHampioN"));
    }

    [Fact]
    public async Task List_IsInOrderOfNames_AndOfOneModel()
    {
        var model = await PublishAsync("1.0.0");
        var other = (await Models.PublishVersionAsync(NewVersion(name: "other"))).Model;
        await Models.SetAliasAsync(other.Id, "foreign", V("1.0.0"), null, "alice");
        foreach (var alias in (string[])["b", "a_b", "a", "a-b", "ab", "a1"])
        {
            await Models.SetAliasAsync(model.Id, alias, V("1.0.0"), null, "alice");
        }

        Assert.Equal(["a", "a-b", "a1", "a_b", "ab", "b"], (await Models.ListAliasesAsync(model.Id)).Select(alias => alias.Name));
    }

    [Fact]
    public async Task Delete_IsTrueOnce()
    {
        var model = await PublishAsync("1.0.0");
        await Models.SetAliasAsync(model.Id, "champion", V("1.0.0"), null, "alice");

        Assert.True(await Models.DeleteAliasAsync(model.Id, "champion"));

        Assert.False(await Models.DeleteAliasAsync(model.Id, "champion"));
        Assert.Null(await Models.FindAliasAsync(model.Id, "champion"));
        Assert.NotNull(await Models.FindVersionAsync(model.Id, V("1.0.0")));
    }

    [Fact]
    public async Task Latest_IsNoStoredAlias()
    {
        var model = await PublishAsync("1.0.0");

        Assert.Null(await Models.FindAliasAsync(model.Id, AliasName.Latest));
        Assert.Empty(await Models.ListAliasesAsync(model.Id));
    }
}
