using System.Data;
using System.Data.Common;
using Npgsql;

namespace ModelHub.Storage.Sql;

/// <summary>PostgreSQL, with READ COMMITTED transactions and locks on the rows that they start from.</summary>
internal sealed class PostgresDatabase(NpgsqlConnectionStringBuilder settings) : Database
{
    // Any number will do, as long as every host uses the same one.
    private const long SchemaLock = 0x6D6F64656C687562;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(settings);

    public override string Dialect => "postgres";

    // Lets foreign keys to the row be checked meanwhile.
    public override string RowLock => " FOR NO KEY UPDATE";

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static NpgsqlConnectionStringBuilder ReadSettings(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.ApplicationName ??= "modelhub";
        return settings;
    }

    public override string Expand(string migration) => migration
        .Replace("{{id}}", "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", StringComparison.Ordinal)
        .Replace("{{ordinal}}", "COLLATE \"C\"", StringComparison.Ordinal);

    public override Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task LockSchemaAsync(SqlSession session) =>
        session.ExecuteAsync("SELECT pg_advisory_xact_lock(@SchemaLock)", new { SchemaLock });

    public override void Dispose() => _source.Dispose();

    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await _source.OpenConnectionAsync(cancellationToken);

    protected override async ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);

    // Without a state the server did not get to answer: no connection, a broken one, a timeout, an exhausted pool.
    protected override bool IsOutage(DbException exception) =>
        exception is not PostgresException { SqlState: var state } || state[..2] switch
        {
            "08" or "53" or "57" or "58" => true, // connection, resources, shutdown or cancelled by an operator, input/output
            "40" => true, // deadlock or serialisation: the transaction may be repeated
            _ => state is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ReadOnlySqlTransaction,
        };
}
