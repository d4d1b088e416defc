namespace ModelHub.Conformance.Models;

/// <summary>What <see cref="IModelStore"/> promises about models.</summary>
public abstract class ModelStoreConformance(StoreFixture fixture) : StoreSuite(fixture)
{
    private static readonly ModelDetails AllDetails = new()
    {
        DisplayName = "My Model",
        Description = "What it is for",
        Framework = "scikit-learn",
        TaskType = "classification",
        Tags = ["iris", "small"],
        License = "MIT",
        Visibility = ModelVisibility.Public,
    };

    [Fact]
    public async Task Create_WithoutDetails_TakesTheDefaults()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);

        var model = await CreateAsync("plain");

        Assert.True(model.Id > 0);
        Assert.Equal(Name("plain"), model.Name);
        Assert.Equal("plain", model.DisplayName);
        Assert.Equal("", model.Description + model.Framework + model.TaskType + model.License);
        Assert.Empty(model.Tags);
        Assert.Equal(ModelVisibility.Private, model.Visibility);
        Assert.Null(model.CurrentVersion);
        Assert.Equal(0, model.Downloads);
        Assert.InRange(model.CreatedAt, before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal(model.CreatedAt, model.UpdatedAt);
        Assert.Equal(TimeSpan.Zero, model.CreatedAt.Offset);
    }

    [Fact]
    public async Task Create_WithDetails_KeepsThemAll()
    {
        var created = await CreateAsync("full", AllDetails);

        var found = await Models.FindModelAsync(created.Id);

        Assert.Equivalent(created, found, strict: true);
        Assert.Equal("My Model", found!.DisplayName);
        Assert.Equal("What it is for", found.Description);
        Assert.Equal("scikit-learn", found.Framework);
        Assert.Equal("classification", found.TaskType);
        Assert.Equal(["iris", "small"], found.Tags);
        Assert.Equal("MIT", found.License);
        Assert.Equal(ModelVisibility.Public, found.Visibility);
    }

    [Fact]
    public async Task Create_TakenName_IsAConflictThatNamesIt()
    {
        var first = await CreateAsync("taken", AllDetails);

        var exception = await AssertFailsAsync(ModelHubErrorCode.Conflict, () => CreateAsync("TAKEN"));

        Assert.Contains($"{Owner}/taken", exception.Message, StringComparison.Ordinal);
        Assert.Equivalent(first, await Models.FindModelAsync(first.Id), strict: true);
    }

    [Fact]
    public async Task Create_SameNameOfAnotherOwner_IsAnotherModel()
    {
        var mine = await CreateAsync("shared");
        var theirs = await Models.CreateModelAsync(new NewModel(ModelName.Create($"x{Owner}", "shared"), new ModelDetails()));

        Assert.NotEqual(mine.Id, theirs.Id);
    }

    [Fact]
    public async Task Find_ByName_ComparesWithoutCase()
    {
        var created = await CreateAsync("mixed.Case_1");

        var found = await Models.FindModelAsync(ModelName.Parse($"{Owner.ToUpperInvariant()}/MIXED.case_1"));

        Assert.Equal(created.Id, found?.Id);
    }

    [Fact]
    public async Task Find_Unknown_IsNull()
    {
        Assert.Null(await Models.FindModelAsync(Name("nowhere")));
        Assert.Null(await Models.FindModelAsync(long.MaxValue));
        Assert.Null(await Models.FindModelAsync(-1));
    }

    [Fact]
    public async Task Details_OfHostileText_ComeBackAsTheyWere()
    {
        var details = new ModelDetails
        {
            DisplayName = HostileText,
            Description = HostileText,
            Framework = HostileText,
            TaskType = HostileText,
            Tags = [HostileText, ""],
            License = HostileText,
        };

        var model = await Models.FindModelAsync((await CreateAsync("hostile", details)).Id);

        Assert.Equal(HostileText, model!.DisplayName);
        Assert.Equal(HostileText, model.Description);
        Assert.Equal(HostileText, model.Framework);
        Assert.Equal(HostileText, model.TaskType);
        Assert.Equal([HostileText, ""], model.Tags);
        Assert.Equal(HostileText, model.License);
    }

    [Fact]
    public async Task Details_OfAMegabyte_ComeBackWhole()
    {
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i:D6} é模👍"));

        var model = await CreateAsync("big", new ModelDetails { Description = text });

        Assert.Equal(text, (await Models.FindModelAsync(model.Id))!.Description);
    }

    [Fact]
    public async Task Details_OfTextThatIsNoUnicodeText_AreRefusedWithEveryField()
    {
        // Not as data of a theory: attributes are kept as UTF-8, which has no half pairs.
        foreach (var text in (string[])["a\0b", "\0", "half \uD83D a pair", "the other half \uDC4D", "\uDC4D\uD83D", "at the end \uD83D"])
        {
            var details = new ModelDetails { DisplayName = text, Description = text, Tags = ["fine", text] };
            var exception = await AssertFailsAsync(ModelHubErrorCode.InvalidInput, () => CreateAsync("nul", details));
            Assert.Equal(["description", "display_name", "tags"], exception.Errors.Select(error => error.Field).Order());
        }

        Assert.Null(await Models.FindModelAsync(Name("nul")));
        var model = await CreateAsync("nul");
        await AssertInvalidAsync("license", () => Models.UpdateModelAsync(model.Id, new ModelDetails { License = "a\0b" }, model.RowVersion));
    }

    [Fact]
    public async Task Update_ChangesWhatIsNamed_AndLeavesTheRest()
    {
        var model = await CreateAsync("update", AllDetails);

        var updated = await Models.UpdateModelAsync(model.Id, new ModelDetails { Description = "", Tags = ["new"] }, model.RowVersion);

        Assert.Equivalent(model with { Description = "", Tags = ["new"], UpdatedAt = updated.UpdatedAt, RowVersion = updated.RowVersion }, updated, strict: true);
        Assert.True(updated.RowVersion > model.RowVersion);
        Assert.Equivalent(updated, await Models.FindModelAsync(model.Id), strict: true);
    }

    [Fact]
    public async Task Update_OfAStaleRowVersion_IsAConflictAndChangesNothing()
    {
        var model = await CreateAsync("stale");
        var current = await Models.UpdateModelAsync(model.Id, new ModelDetails { License = "MIT" }, model.RowVersion);

        await AssertFailsAsync(
            ModelHubErrorCode.Conflict, () => Models.UpdateModelAsync(model.Id, new ModelDetails { License = "GPL" }, model.RowVersion));
        await AssertFailsAsync(
            ModelHubErrorCode.Conflict, () => Models.UpdateModelAsync(model.Id, new ModelDetails { License = "GPL" }, current.RowVersion + 1));

        Assert.Equivalent(current, await Models.FindModelAsync(model.Id), strict: true);
    }

    [Fact]
    public async Task Update_OfAModelThatIsGone_IsNotFound()
    {
        var model = await CreateAsync("gone");
        await Models.DeleteModelAsync(model.Id);

        await AssertFailsAsync(ModelHubErrorCode.NotFound, () => Models.UpdateModelAsync(model.Id, AllDetails, model.RowVersion));
    }

    [Fact]
    public async Task Times_AreTheClocks_InMilliseconds()
    {
        var time = new ManualTime(new DateTimeOffset(2031, 2, 3, 4, 5, 6, 789, TimeSpan.Zero));
        await using var host = Fixture.Database.NewHost(time);

        var created = await host.Models.CreateModelAsync(NewModel("times"));
        time.Now += TimeSpan.FromMilliseconds(1);
        var published = await host.Models.PublishVersionAsync(NewVersion(name: "times"));
        time.Now += TimeSpan.FromHours(1);
        var alias = await host.Models.SetAliasAsync(created.Id, "champion", V("1.0.0"), null, "alice");
        var updated = await host.Models.UpdateModelAsync(created.Id, new ModelDetails { License = "MIT" }, published.Model.RowVersion);

        var start = new DateTimeOffset(2031, 2, 3, 4, 5, 6, 789, TimeSpan.Zero);
        Assert.Equal(start, created.CreatedAt);
        Assert.Equal(start, published.Model.CreatedAt);
        Assert.Equal(start.AddMilliseconds(1), published.Model.UpdatedAt);
        Assert.Equal(start.AddMilliseconds(1), published.Version.CreatedAt);
        Assert.Equal(time.Now, alias.UpdatedAt);
        Assert.Equal(start, updated.CreatedAt);
        Assert.Equal(time.Now, updated.UpdatedAt);
    }

    [Fact]
    public async Task Downloads_AddUp_WithoutDisturbingOwners()
    {
        var model = await CreateAsync("popular");

        await Models.AddDownloadsAsync(model.Id, 3);
        await Models.AddDownloadsAsync(model.Id, 4_000_000_000);

        Assert.Equivalent(model with { Downloads = 4_000_000_003 }, await Models.FindModelAsync(model.Id), strict: true);
        await Models.AddDownloadsAsync(long.MaxValue, 1);
    }

    [Fact]
    public async Task Delete_TakesVersionsAndAliasesWithIt()
    {
        var model = await PublishAsync("1.0.0", "1.1.0");
        await Models.SetAliasAsync(model.Id, "champion", V("1.0.0"), null, "alice");

        Assert.True(await Models.DeleteModelAsync(model.Id));

        Assert.Null(await Models.FindModelAsync(model.Id));
        Assert.Null(await Models.FindVersionAsync(model.Id, V("1.0.0")));
        Assert.Empty((await Models.ListVersionsAsync(model.Id, new PageRequest())).Items);
        Assert.Empty(await Models.ListAliasesAsync(model.Id));
        Assert.False(await Models.DeleteModelAsync(model.Id));
    }

    [Fact]
    public async Task Delete_FreesTheName_ButNeverTheId()
    {
        var first = await PublishAsync("1.0.0");
        await Models.DeleteModelAsync(first.Id);

        var second = await PublishAsync("1.0.0");

        Assert.True(second.Id > first.Id);
        Assert.Empty(await Models.ListAliasesAsync(second.Id));
    }
}
