namespace ModelHub.Conformance.Models;

/// <summary>What <see cref="IModelStore"/> promises when many threads of several hosts call at once.</summary>
public abstract class ModelConcurrencyConformance(StoreFixture fixture) : StoreSuite(fixture), IAsyncLifetime
{
    private const int Contenders = 16;
    private readonly StoreHost _other = fixture.Database.NewHost();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _other.DisposeAsync();

    [Fact]
    public async Task Publish_OfDifferentVersionsOfANewModel_AllSucceed()
    {
        var outcomes = await RaceAsync(Enumerable.Range(0, Contenders).Select(i =>
            (Func<Task>)(() => StoreOf(i).PublishVersionAsync(NewVersion($"1.{i}.0")))));

        Assert.All(outcomes, Assert.Null);
        var model = (await Models.FindModelAsync(Name()))!;
        Assert.Equal(V($"1.{Contenders - 1}.0"), model.CurrentVersion);
        Assert.Equal(Contenders, (await Models.ListVersionsAsync(model.Id, new PageRequest())).Items.Count);
    }

    [Fact]
    public async Task Publish_OfTheSameVersion_HasOneWinner_AndItsFilesAlone()
    {
        for (var round = 0; round < 5; round++)
        {
            var version = $"1.{round}.0";
            var outcomes = await RaceAsync(Enumerable.Range(0, Contenders).Select(i => (Func<Task>)(() =>
                StoreOf(i).PublishVersionAsync(NewVersion(version) with { EntryFile = $"f{i}", Files = [NewFile($"f{i}"), NewFile($"g{i}")] }))));

            var winner = AssertOneWinner(outcomes);
            var model = (await Models.FindModelAsync(Name()))!;
            var stored = (await Models.FindVersionAsync(model.Id, V(version)))!;
            Assert.Equal([$"f{winner}", $"g{winner}"], stored.Files.Select(file => file.Path));
            Assert.Equal($"f{winner}", stored.EntryFile);
        }
    }

    [Fact]
    public async Task Create_OfTheSameName_HasOneWinner()
    {
        var outcomes = await RaceAsync(Enumerable.Range(0, Contenders).Select(i => (Func<Task>)(() =>
            StoreOf(i).CreateModelAsync(NewModel("one", new ModelDetails { Description = $"by {i}" })))));

        Assert.Equal($"by {AssertOneWinner(outcomes)}", (await Models.FindModelAsync(Name("one")))!.Description);
    }

    [Fact]
    public async Task Update_FromTheSameRowVersion_HasOneWinner()
    {
        var model = await CreateAsync();
        for (var round = 0; round < 5; round++)
        {
            var seen = model.RowVersion;
            var outcomes = await RaceAsync(Enumerable.Range(0, Contenders).Select(i => (Func<Task>)(() =>
                StoreOf(i).UpdateModelAsync(model.Id, new ModelDetails { Description = $"{i}" }, seen))));

            var winner = AssertOneWinner(outcomes);
            model = (await Models.FindModelAsync(model.Id))!;
            Assert.Equal($"{winner}", model.Description);
        }
    }

    [Fact]
    public async Task Update_ByReadAndRetry_LosesNothing()
    {
        const int Each = 8;
        var model = await CreateAsync();

        var outcomes = await RaceAsync(Enumerable.Range(0, 4).Select(i => (Func<Task>)(async () =>
        {
            for (var added = 0; added < Each;)
            {
                var current = (await StoreOf(i).FindModelAsync(model.Id))!;
                try
                {
                    await StoreOf(i).UpdateModelAsync(model.Id, new ModelDetails { Tags = [.. current.Tags, $"{i}.{added}"] }, current.RowVersion);
                    added++;
                }
                catch (ModelHubException exception) when (exception.Code == ModelHubErrorCode.Conflict)
                {
                    await Task.Yield();
                }
            }
        })));

        Assert.All(outcomes, Assert.Null);
        Assert.Equal(4 * Each, (await Models.FindModelAsync(model.Id))!.Tags.Distinct().Count());
    }

    [Fact]
    public async Task SetAlias_FromTheSameTarget_HasOneWinner()
    {
        var model = await PublishAsync([.. Enumerable.Range(0, Contenders + 1).Select(i => $"1.{i}.0")]);
        var target = V($"1.{Contenders}.0");
        await Models.SetAliasAsync(model.Id, "champion", target, null, "alice");
        for (var round = 0; round < 5; round++)
        {
            var expected = target;
            var outcomes = await RaceAsync(Enumerable.Range(0, Contenders).Where(i => V($"1.{i}.0") != expected).Select(i =>
                (Func<Task>)(() => StoreOf(i).SetAliasAsync(model.Id, "champion", V($"1.{i}.0"), expected, $"u{i}"))));

            AssertOneWinner(outcomes);
            var alias = (await Models.FindAliasAsync(model.Id, "champion"))!;
            Assert.NotEqual(expected, alias.Version);
            Assert.Equal($"u{alias.Version.Minor}", alias.UpdatedBy);
            target = alias.Version;
        }
    }

    [Fact]
    public async Task SetAlias_OfANewAlias_IsCreatedOnce()
    {
        var model = await PublishAsync("1.0.0", "1.1.0");

        var outcomes = await RaceAsync(Enumerable.Range(0, Contenders).Select(i =>
            (Func<Task>)(() => StoreOf(i).SetAliasAsync(model.Id, "new", V(i % 2 == 0 ? "1.0.0" : "1.1.0"), null, $"u{i}"))));

        Assert.All(outcomes, Assert.Null);
        Assert.Single(await Models.ListAliasesAsync(model.Id));
    }

    [Fact]
    public async Task Downloads_FromManyHosts_AddUp()
    {
        var model = await CreateAsync();

        await RaceAsync(Enumerable.Range(0, Contenders).Select(i => (Func<Task>)(async () =>
        {
            for (var n = 0; n < 5; n++) await StoreOf(i).AddDownloadsAsync(model.Id, i);
        })));

        Assert.Equal(5 * Contenders * (Contenders - 1) / 2, (await Models.FindModelAsync(model.Id))!.Downloads);
    }

    [Fact]
    public async Task Delete_AmongPublishersAndAliases_LeavesNothingHalf()
    {
        var outcomes = await RaceAsync(Enumerable.Range(0, Contenders).Select(i => (Func<Task>)(async () =>
        {
            var store = StoreOf(i);
            for (var n = 0; n < 5; n++)
            {
                var model = (await store.PublishVersionAsync(NewVersion($"{i}.{n}.0"))).Model;
                if (i % 4 == 0) await store.DeleteModelAsync(model.Id);
                else if (i % 4 == 1) await SetIfThereAsync(store, model.Id, V($"{i}.{n}.0"));
                else if (await store.FindVersionAsync(model.Id, V($"{i}.{n}.0")) is { } version) Assert.Single(version.Files);
                Assert.All((await store.ListVersionsAsync(model.Id, new PageRequest())).Items, listed => Assert.Single(listed.Files));
            }
        })));

        Assert.All(outcomes, Assert.Null);
        if (await Models.FindModelAsync(Name()) is not { } left) return;
        var versions = (await Models.ListVersionsAsync(left.Id, new PageRequest(null, 200))).Items;
        Assert.Equal(versions[0].Version, left.CurrentVersion);
    }

    private static async Task SetIfThereAsync(IModelStore store, long modelId, SemanticVersion target)
    {
        try
        {
            await store.SetAliasAsync(modelId, "champion", target, null, "alice");
        }
        catch (ModelHubException exception) when (exception.Code == ModelHubErrorCode.NotFound)
        {
            Assert.Null(await store.FindModelAsync(modelId));
        }
    }

    private static int AssertOneWinner(ModelHubException?[] outcomes)
    {
        Assert.All(outcomes, outcome => Assert.True(outcome is null or { Code: ModelHubErrorCode.Conflict }, outcome?.ToString()));
        return Array.IndexOf(outcomes, Assert.Single(outcomes, outcome => outcome is null));
    }

    private IModelStore StoreOf(int contender) => contender % 2 == 0 ? Models : _other.Models;
}
