namespace ModelHub.Conformance.Models;

/// <summary>What <see cref="IModelStore"/> promises about lists of models.</summary>
public abstract class ModelListConformance(StoreFixture fixture) : StoreSuite(fixture)
{
    private static readonly ModelDetails Public = new() { Visibility = ModelVisibility.Public };

    [Fact]
    public async Task List_IsNewestFirst_WhateverThePageSize()
    {
        var created = new List<Model>();
        for (var i = 0; i < 12; i++)
        {
            var details = i % 3 == 0 ? Public : new ModelDetails();
            created.Add(i % 4 < 2
                ? await CreateAsync($"m{i}", details)
                : (await Models.PublishVersionAsync(NewVersion(name: $"m{i}", details: details))).Model);
        }

        foreach (var limit in (int[])[1, 5, 12, 200])
        {
            var listed = await ListAsync(Owner, viewer: null, limit);
            Assert.Equivalent(created.AsEnumerable().Reverse(), listed, strict: true);
            Assert.Equal(listed.Select(model => model.Id).OrderDescending(), listed.Select(model => model.Id));
        }
    }

    [Fact]
    public async Task List_GivesACursorOnlyWhenMoreFollows()
    {
        await CreateAsync("a");
        await CreateAsync("b");

        Assert.Null((await PageAsync(Owner, null, new PageRequest(null, 2))).NextCursor);
        Assert.NotNull((await PageAsync(Owner, null, new PageRequest(null, 1))).NextCursor);
        Assert.Null((await PageAsync($"x{Owner}", null, new PageRequest())).NextCursor);
    }

    [Fact]
    public async Task List_ForAViewer_HoldsPublicModelsAndOwnOnes()
    {
        var viewer = $"v{Owner}";
        var theirPrivate = await CreateAsync("private");
        var theirPublic = await CreateAsync("public", Public);
        var ownPrivate = await Models.CreateModelAsync(new NewModel(ModelName.Create(viewer, "private"), new ModelDetails()));
        var ownPublic = await Models.CreateModelAsync(new NewModel(ModelName.Create(viewer, "public"), Public));
        long[] all = [ownPublic.Id, ownPrivate.Id, theirPublic.Id, theirPrivate.Id];

        foreach (var limit in (int[])[1, 2, 200])
        {
            Assert.Equal(all, await IdsAsync(null, null, limit));
            Assert.Equal([ownPublic.Id, ownPrivate.Id, theirPublic.Id], await IdsAsync(null, viewer, limit));
            Assert.Equal([ownPublic.Id, theirPublic.Id], await IdsAsync(null, "stranger", limit));
            Assert.Equal([theirPublic.Id], await IdsAsync(Owner, viewer, limit));
            Assert.Equal([theirPublic.Id, theirPrivate.Id], await IdsAsync(Owner, null, limit));
            Assert.Equal([ownPublic.Id, ownPrivate.Id], await IdsAsync(viewer, viewer, limit));
        }

        async Task<IEnumerable<long>> IdsAsync(string? owner, string? forViewer, int limit) =>
            (await ListAsync(owner, forViewer, limit)).Select(model => model.Id).Where(all.Contains);
    }

    [Fact]
    public async Task List_ComparesOwnersAndViewersWithoutCase()
    {
        var model = await CreateAsync("m");

        Assert.Equal(model.Id, Assert.Single(await ListAsync(Owner.ToUpperInvariant(), Owner.ToUpperInvariant(), 10)).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("' OR 1=1 --")]
    [InlineData("%")]
    public async Task List_OfWhatIsNoName_HoldsNothingPrivate(string text)
    {
        await CreateAsync("private");
        await CreateAsync("public", Public);

        Assert.Empty(await ListAsync(text, null, 10));
        Assert.All(await ListAsync(null, text, 200), model => Assert.Equal(ModelVisibility.Public, model.Visibility));
    }

    [Fact]
    public async Task List_OfAnUpdatedModel_FollowsItsVisibility()
    {
        var model = await CreateAsync("m");
        Assert.Empty(await ListAsync(Owner, "stranger", 10));

        model = await Models.UpdateModelAsync(model.Id, Public, model.RowVersion);
        Assert.Equivalent(model, Assert.Single(await ListAsync(Owner, "stranger", 10)), strict: true);

        await Models.UpdateModelAsync(model.Id, new ModelDetails { Visibility = ModelVisibility.Private }, model.RowVersion);
        Assert.Empty(await ListAsync(Owner, "stranger", 10));
    }

    [Fact]
    public async Task List_OfBadPages_IsRefusedWithEveryFault()
    {
        var versions = await PublishAsync("1.0.0", "1.1.0");
        var ofVersions = (await Models.ListVersionsAsync(versions.Id, new PageRequest(null, 1))).NextCursor!;
        foreach (var limit in (int[])[0, -1, PageRequest.MaxLimit + 1, int.MaxValue, int.MinValue])
        {
            await AssertInvalidAsync("limit", () => PageAsync(null, null, new PageRequest(null, limit)));
        }

        foreach (var cursor in (string[])["", "m", "5", "bS01", "bTk5OTk5OTk5OTk5OTk5OTk5OTk5", "a b", "é", "\0", new string('a', 100_000), ofVersions])
        {
            await AssertInvalidAsync("cursor", () => PageAsync(null, null, new PageRequest(cursor)));
        }

        var both = await AssertFailsAsync(ModelHubErrorCode.InvalidInput, () => PageAsync(Owner, null, new PageRequest("?", 0)));
        Assert.Equal(["cursor", "limit"], both.Errors.Select(error => error.Field).Order());
    }

    [Fact]
    public async Task Paging_WhileOthersInsertAndDelete_RepeatsAndOmitsNothing()
    {
        var viewer = $"v{Owner}";
        var there = new List<long>();
        var doomed = new List<long>();
        for (var i = 0; i < 500; i++)
        {
            var owner = i % 2 == 0 ? viewer : Owner;
            var details = i % 4 < 2 ? Public : new ModelDetails { Visibility = i % 2 == 0 ? ModelVisibility.Private : ModelVisibility.Public };
            var model = await Models.CreateModelAsync(new NewModel(ModelName.Create(owner, $"m{i}"), details));
            (i % 10 == 9 ? doomed : there).Add(model.Id);
        }

        await using var other = Fixture.Database.NewHost();
        using var done = new CancellationTokenSource();
        var disturbance = Task.Run(async () =>
        {
            for (var i = 0; !done.IsCancellationRequested; i++)
            {
                await other.Models.CreateModelAsync(new NewModel(ModelName.Create(viewer, $"new{i}"), Public));
                if (i < doomed.Count) await other.Models.DeleteModelAsync(doomed[i]);
            }
        });

        var listed = (await ListAsync(null, viewer, 7)).Select(model => model.Id).ToList();
        await done.CancelAsync();
        await disturbance;

        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Empty(there.Except(listed));
    }

    private Task<Page<Model>> PageAsync(string? owner, string? viewer, PageRequest page) =>
        Models.ListModelsAsync(new ModelQuery { Owner = owner, Page = page }, viewer);

    private Task<List<Model>> ListAsync(string? owner, string? viewer, int limit) =>
        ReadAllAsync(page => PageAsync(owner, viewer, page), limit);
}
