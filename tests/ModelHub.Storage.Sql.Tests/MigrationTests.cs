using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using ModelHub.Conformance.Models;

namespace ModelHub.Storage.Sql.Tests;

/// <summary>How the schema comes into being and is guarded, whatever the database.</summary>
public abstract class MigrationTests(StoreFixture fixture) : IAsyncLifetime
{
    private StoreDatabase _database = null!;
    private Database _sql = null!;

    public async Task InitializeAsync()
    {
        _database = await fixture.CreateDatabaseAsync();
        _sql = Open(_database);
    }

    public async Task DisposeAsync()
    {
        _sql.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Run_RecordsEveryStepOnce()
    {
        await RunAsync();
        await RunAsync();

        var applied = await ReadAsync<AppliedMigration>(
            "SELECT number AS Number, name AS Name, checksum AS Checksum FROM schema_migrations ORDER BY number");

        var steps = Migration.LoadAll(_sql);
        Assert.NotEmpty(steps);
        Assert.Equal(
            steps.Select(step => new AppliedMigration { Number = step.Number, Name = step.Name, Checksum = step.Checksum }), applied);
    }

    [Fact]
    public async Task Run_OnANewerDatabase_IsRefused()
    {
        await RunAsync([.. Migration.LoadAll(_sql), Step(Migration.LoadAll(_sql).Count + 1, "CREATE TABLE later (id bigint)")]);

        var exception = await Assert.ThrowsAsync<ModelHubException>(() => RunAsync());

        Assert.Equal(ModelHubErrorCode.Unsupported, exception.Code);
        Assert.Contains("newer", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AfterAStepWasChanged_IsRefusedWithItsName()
    {
        await RunAsync([Step(1, "CREATE TABLE a (id bigint)"), Step(2, "CREATE TABLE b (id bigint)")]);

        var exception = await Assert.ThrowsAsync<ModelHubException>(() =>
            RunAsync([Step(1, "CREATE TABLE a (id bigint)"), Step(2, "CREATE TABLE b (id integer)"), Step(3, "CREATE TABLE c (id bigint)")]));

        Assert.Equal(ModelHubErrorCode.Unsupported, exception.Code);
        Assert.Contains("0002_step", exception.Message, StringComparison.Ordinal);
        Assert.False(await ExistsAsync("c"));
    }

    [Fact]
    public async Task Run_OfAStepThatFailsHalfway_KeepsNothingOfIt_AndGoesOnLater()
    {
        var first = Step(1, "CREATE TABLE a (id bigint)");

        await Assert.ThrowsAnyAsync<DbException>(() =>
            RunAsync([first, Step(2, "CREATE TABLE b (id bigint); INSERT INTO nowhere VALUES (1);")]));
        Assert.True(await ExistsAsync("a"));
        Assert.False(await ExistsAsync("b"));

        await RunAsync([first, Step(2, "CREATE TABLE b (id bigint); INSERT INTO b VALUES (1);")]);
        Assert.True(await ExistsAsync("b"));
    }

    [Fact]
    public async Task Run_OfManyHostsAtOnce_AppliesEveryStepOnce()
    {
        // A second run of any of these would fail or leave a second row.
        var steps = Enumerable.Range(1, 10).Select(i => Step(i, $"CREATE TABLE t{i} (id bigint); INSERT INTO t{i} VALUES ({i});")).ToList();
        var hosts = Enumerable.Range(0, 6).Select(_ => Open(_database)).ToList();

        await Task.WhenAll(hosts.Select(host => Task.Run(() => MigratorOf(host).RunAsync(steps, default))));

        hosts.ForEach(host => host.Dispose());
        Assert.Equal(10, (await ReadAsync<long>("SELECT number FROM schema_migrations")).Count);
        Assert.Equal([7L], await ReadAsync<long>("SELECT id FROM t7"));
    }

    private protected abstract Database Open(StoreDatabase database);

    private static Migration Step(int number, string sql) => new(number, "step", sql);

    private static Migrator MigratorOf(Database database) =>
        new(database, TimeProvider.System, NullLogger<Migrator>.Instance);

    private Task RunAsync(IReadOnlyList<Migration>? steps = null) => MigratorOf(_sql).RunAsync(steps ?? Migration.LoadAll(_sql), default);

    private Task<IReadOnlyList<T>> ReadAsync<T>(string sql) => _sql.ReadAsync(session => session.ListAsync<T>(sql), default);

    private async Task<bool> ExistsAsync(string table)
    {
        try
        {
            await ReadAsync<long>($"SELECT id FROM {table}");
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }
}
