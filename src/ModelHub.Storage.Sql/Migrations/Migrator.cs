using Microsoft.Extensions.Logging;

namespace ModelHub.Storage.Sql;

/// <summary>Brings a database's schema up to date, however many hosts try at once.</summary>
internal sealed class Migrator(Database database, TimeProvider time, ILogger<Migrator> logger)
{
    private const string CreateJournal = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number bigint PRIMARY KEY,
            name text NOT NULL,
            checksum text NOT NULL,
            applied_at bigint NOT NULL)
        """;

    private const string ListApplied = "SELECT number AS Number, name AS Name, checksum AS Checksum FROM schema_migrations ORDER BY number";

    private const string Record =
        "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (@Number, @Name, @Checksum, @Now)";

    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(Migration.LoadAll(database), cancellationToken);

    /// <summary>Applies the steps that the database does not have, each in a transaction of its own.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.Unsupported"/>: the database has steps that are not these.</exception>
    public async Task RunAsync(IReadOnlyList<Migration> steps, CancellationToken cancellationToken)
    {
        await database.PrepareAsync(cancellationToken);
        // No time limit: another host may be busy with a long step, and a long step may be ours.
        while (await database.WriteAsync(session => ApplyNextAsync(session, steps), cancellationToken, commandTimeoutSeconds: 0) is { } applied)
        {
            Log.MigrationApplied(logger, database.Dialect, $"{applied.Number:D4}_{applied.Name}");
        }
    }

    private async Task<Migration?> ApplyNextAsync(SqlSession session, IReadOnlyList<Migration> steps)
    {
        await database.LockSchemaAsync(session);
        await session.ExecuteAsync(CreateJournal);
        var applied = await session.ListAsync<AppliedMigration>(ListApplied);
        Check(applied, steps);
        if (applied.Count == steps.Count) return null;

        var next = steps[applied.Count];
        await session.ExecuteAsync(next.Sql);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await session.ExecuteAsync(Record, new { next.Number, next.Name, next.Checksum, Now = now });
        return next;
    }

    private static void Check(IReadOnlyList<AppliedMigration> applied, IReadOnlyList<Migration> steps)
    {
        if (applied.Count > steps.Count)
        {
            throw new ModelHubException(
                ModelHubErrorCode.Unsupported,
                $"The database is newer than this ModelHub: it has {applied.Count} migrations, and this version knows {steps.Count}. Run the newer version, or restore a backup.");
        }

        foreach (var (has, step) in applied.Zip(steps))
        {
            if (has.Number == step.Number && has.Checksum == step.Checksum) continue;
            throw new ModelHubException(
                ModelHubErrorCode.Unsupported,
                $"Migration {has.Number:D4}_{has.Name} of the database is not the one that this ModelHub holds. Run the version that made the database.");
        }
    }
}
