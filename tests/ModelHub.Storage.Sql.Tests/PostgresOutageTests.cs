using System.Collections.Concurrent;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using ModelHub.Conformance.Models;
using Npgsql;

namespace ModelHub.Storage.Sql.Tests;

public sealed class PostgresOutageTests(PostgresFixture fixture) : StoreSuite(fixture), IClassFixture<PostgresFixture>
{
    private PostgresTestDatabase Database => (PostgresTestDatabase)Fixture.Database;

    [Fact]
    public async Task Connections_TerminatedAmongPublishes_LeaveVersionsWholeOrAbsent()
    {
        const int Publishers = 8;
        const int Each = 40;
        var files = Enumerable.Range(0, 150).Select(i => NewFile($"f{i:D3}")).ToList();
        var promised = new ConcurrentBag<string>();
        var refused = 0;
        using var done = new CancellationTokenSource();
        var killer = Task.Run(async () =>
        {
            var killed = 0;
            for (; !done.IsCancellationRequested; await Task.Delay(15)) killed += await Database.TerminateConnectionsAsync();
            return killed;
        });

        try
        {
            var outcomes = await RaceAsync(Enumerable.Range(0, Publishers).Select(i => (Func<Task>)(async () =>
            {
                for (var n = 0; n < Each; n++)
                {
                    if (await TryPublishAsync(NewVersion($"{i}.{n}.0") with { Files = files })) promised.Add($"{i}.{n}.0");
                    else Interlocked.Increment(ref refused);
                }
            })));
            Assert.All(outcomes, Assert.Null);
        }
        finally
        {
            await done.CancelAsync();
        }

        Assert.True(await killer > 0);
        Assert.True(refused > 0, "No publish was hit: the test has to hit some.");
        Assert.Equal(Publishers * Each, promised.Count + refused);
        // The pool may hold connections that the last round ended.
        await AssertWorksAgainAsync();
        var model = (await Models.FindModelAsync(Name()))!;
        var stored = await ReadAllAsync(page => Models.ListVersionsAsync(model.Id, page), 50);
        Assert.Empty(promised.Except(stored.Select(version => version.Version.ToString())));
        Assert.All(stored, version => Assert.Equal(files, version.Files));
        Assert.Equal(stored[0].Version, model.CurrentVersion);
    }

    [Fact]
    public async Task Database_GoneAndBack_IsUnavailableMeanwhile()
    {
        var model = await PublishAsync("1.0.0");
        await Database.AllowConnectionsAsync(false);
        try
        {
            await Database.TerminateConnectionsAsync();
            for (var round = 0; round < 3; round++)
            {
                foreach (var call in AllCalls(model.Id))
                {
                    var exception = await AssertFailsAsync(ModelHubErrorCode.Unavailable, call);
                    Assert.DoesNotContain(Database.Name, exception.Message, StringComparison.Ordinal);
                    Assert.NotNull(exception.InnerException);
                }
            }
        }
        finally
        {
            await Database.AllowConnectionsAsync(true);
        }

        Assert.Equivalent(model, await Models.FindModelAsync(model.Id), strict: true);
        Assert.NotNull(await PublishAsync("1.1.0"));
    }

    [Fact]
    public async Task Server_ThatIsNotThere_IsUnavailable()
    {
        await using var host = new StoreHost(builder => builder.UsePostgres("Host=127.0.0.1;Port=1;Username=nobody;Timeout=2"));

        await AssertFailsAsync(ModelHubErrorCode.Unavailable, () => host.Models.InitializeAsync());
        await AssertFailsAsync(ModelHubErrorCode.Unavailable, () => host.Models.FindModelAsync(1));
        await AssertFailsAsync(ModelHubErrorCode.Unavailable, () => host.Users.FindUserAsync("alice"));
    }

    [Fact]
    public async Task RowThatStaysLocked_IsUnavailableInTime_AndAWaitCanBeCancelled()
    {
        var model = await CreateAsync();
        var impatient = new NpgsqlConnectionStringBuilder(Database.ConnectionString) { CommandTimeout = 1 }.ToString();
        await using var host = new StoreHost(builder => builder.UsePostgres(impatient));
        await using var holder = Database.Connect();
        await holder.OpenAsync();
        await using (await holder.BeginTransactionAsync())
        {
            await holder.ExecuteAsync("UPDATE models SET license = 'held' WHERE id = @Id", new { model.Id });

            await AssertFailsAsync(ModelHubErrorCode.Unavailable, () => host.Models.PublishVersionAsync(NewVersion()));
            using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Models.PublishVersionAsync(NewVersion(), soon.Token));
            Assert.Equivalent(model, await host.Models.FindModelAsync(model.Id), strict: true);
        }

        Assert.Equal(V("1.0.0"), (await host.Models.PublishVersionAsync(NewVersion())).Model.CurrentVersion);
    }

    private IEnumerable<Func<Task>> AllCalls(long modelId) =>
    [
        () => Models.InitializeAsync(),
        () => CreateAsync("other"),
        () => Models.FindModelAsync(Name()),
        () => Models.FindModelAsync(modelId),
        () => Models.ListModelsAsync(new ModelQuery(), "alice"),
        () => Models.UpdateModelAsync(modelId, new ModelDetails(), 1),
        () => Models.DeleteModelAsync(modelId),
        () => Models.AddDownloadsAsync(modelId, 1),
        () => Models.PublishVersionAsync(NewVersion("2.0.0")),
        () => Models.FindVersionAsync(modelId, V("1.0.0")),
        () => Models.ListVersionsAsync(modelId, new PageRequest()),
        () => Models.FindAliasAsync(modelId, "a"),
        () => Models.ListAliasesAsync(modelId),
        () => Models.SetAliasAsync(modelId, "a", V("1.0.0"), null, "alice"),
        () => Models.DeleteAliasAsync(modelId, "a"),
        () => Users.CreateUserAsync(new NewUserAccount(Owner, null, "h", HubRole.Member)),
        () => Users.FindUserAsync("alice"),
        () => Users.SetPasswordHashAsync(1, "h"),
    ];

    private async Task<bool> TryPublishAsync(NewModelVersion version)
    {
        try
        {
            await Models.PublishVersionAsync(version);
            return true;
        }
        catch (ModelHubException exception) when (exception.Code == ModelHubErrorCode.Unavailable)
        {
            return false;
        }
    }

    // A broken connection is found out on its next use, and takes the rest of the pool with it.
    private async Task AssertWorksAgainAsync()
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await Models.FindModelAsync(Name());
                return;
            }
            catch (ModelHubException exception) when (exception.Code == ModelHubErrorCode.Unavailable)
            {
                Assert.True(failures < 3, "The database is back, but the pool does not recover.");
            }
        }
    }
}
