using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using ModelHub.Conformance.Models;

namespace ModelHub.Storage.Sql.Tests;

public sealed class SqliteOutageTests(SqliteFixture fixture) : StoreSuite(fixture), IClassFixture<SqliteFixture>
{
    private SqliteTestDatabase Database => (SqliteTestDatabase)Fixture.Database;

    [Fact]
    public async Task Write_WhileAnotherProcessHoldsTheLock_IsUnavailableInTime_AndReadsGoOn()
    {
        var model = await CreateAsync();
        using var impatient = new SqliteDatabase(Database.Path, TimeSpan.FromSeconds(1.5));
        var store = NewStore(impatient);
        await using var holder = Database.Connect();
        await holder.OpenAsync();
        await holder.ExecuteAsync("BEGIN EXCLUSIVE");

        var watch = Stopwatch.StartNew();
        var outcomes = await RaceAsync(Enumerable.Range(0, 4).Select(i => (Func<Task>)(() => store.AddDownloadsAsync(model.Id, i))));
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.4), TimeSpan.FromSeconds(20));
        Assert.All(outcomes, outcome => Assert.Equal(ModelHubErrorCode.Unavailable, outcome?.Code));
        Assert.All(outcomes, outcome => Assert.DoesNotContain("SQL", outcome!.Message, StringComparison.OrdinalIgnoreCase));
        Assert.Equivalent(model, await store.FindModelAsync(model.Id), strict: true);

        await holder.ExecuteAsync("ROLLBACK");
        await store.AddDownloadsAsync(model.Id, 5);
        Assert.Equal(5, (await store.FindModelAsync(model.Id))!.Downloads);
    }

    [Fact]
    public async Task AnyCall_WhileAnotherProcessHasTheDatabaseToItself_IsUnavailableInTime()
    {
        await using var database = await Fixture.CreateDatabaseAsync();
        await using (var first = database.NewHost())
        {
            await first.Models.InitializeAsync();
        }

        using var impatient = new SqliteDatabase(((SqliteTestDatabase)database).Path, TimeSpan.FromSeconds(1.5));
        var store = NewStore(impatient);
        await using (var holder = ((SqliteTestDatabase)database).Connect())
        {
            await holder.OpenAsync();
            await holder.ExecuteAsync("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;");

            await AssertFailsAsync(ModelHubErrorCode.Unavailable, () => store.FindModelAsync(Name()));
            await AssertFailsAsync(ModelHubErrorCode.Unavailable, () => store.CreateModelAsync(NewModel()));
            await AssertFailsAsync(ModelHubErrorCode.Unavailable, () => store.InitializeAsync());
        }

        Assert.Null(await store.FindModelAsync(Name()));
    }

    [Fact]
    public async Task AnyCall_WhileTheFileIsGone_IsUnavailable_AndMakesNoEmptyDatabase()
    {
        using var missing = new SqliteDatabase(Database.Path + ".missing");
        var store = NewStore(missing);

        await AssertFailsAsync(ModelHubErrorCode.Unavailable, () => store.FindModelAsync(Name()));
        await AssertFailsAsync(ModelHubErrorCode.Unavailable, () => store.CreateModelAsync(NewModel()));

        Assert.False(File.Exists(Database.Path + ".missing"));
    }

    [Fact]
    public async Task Connections_AreSafeAndDurable()
    {
        using var database = new SqliteDatabase(Database.Path);

        Assert.Equal([1L], await ReadAsync<long>("PRAGMA foreign_keys"));
        Assert.Equal([2L], await ReadAsync<long>("PRAGMA synchronous"));
        Assert.Equal(["wal"], await ReadAsync<string>("PRAGMA journal_mode"));
        Assert.Equal([5000L], await ReadAsync<long>("PRAGMA busy_timeout"));

        Task<IReadOnlyList<T>> ReadAsync<T>(string sql) => database.ReadAsync(session => session.ListAsync<T>(sql), default);
    }

    private static SqlModelStore NewStore(Database database) =>
        new(database, new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance), TimeProvider.System);
}
