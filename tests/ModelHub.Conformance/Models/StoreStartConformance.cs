namespace ModelHub.Conformance.Models;

/// <summary>What <see cref="IModelStore.InitializeAsync"/> promises.</summary>
public abstract class StoreStartConformance(StoreFixture fixture) : StoreSuite(fixture)
{
    [Fact]
    public async Task Initialize_OfManyHostsAtOnce_PreparesAnEmptyDatabase()
    {
        await using var database = await Fixture.CreateDatabaseAsync();
        var hosts = Enumerable.Range(0, 8).Select(_ => database.NewHost()).ToList();

        var outcomes = await RaceAsync(hosts.Select(host => (Func<Task>)(() => host.Models.InitializeAsync())));

        Assert.All(outcomes, Assert.Null);
        foreach (var host in hosts)
        {
            Assert.NotNull(await host.Models.CreateModelAsync(NewModel($"m{hosts.IndexOf(host)}")));
            Assert.Null(await host.Users.FindUserAsync("nobody"));
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Initialize_Again_KeepsWhatIsThere()
    {
        var model = await PublishAsync("1.0.0");

        await Models.InitializeAsync();

        Assert.Equivalent(model, await Models.FindModelAsync(model.Id), strict: true);
    }

    [Fact]
    public async Task Restart_OfTheHost_KeepsWhatIsThere()
    {
        var model = await PublishAsync("1.0.0");
        var version = await Models.FindVersionAsync(model.Id, V("1.0.0"));

        await using var restarted = Fixture.Database.NewHost();
        await restarted.Models.InitializeAsync();

        Assert.Equivalent(model, await restarted.Models.FindModelAsync(model.Name), strict: true);
        Assert.Equivalent(version, await restarted.Models.FindVersionAsync(model.Id, V("1.0.0")), strict: true);
    }
}
