using System.Data;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ModelHub.Storage.Sql;

/// <summary>SQLite in write-ahead mode: readers never wait, writers take turns.</summary>
internal sealed class SqliteDatabase : Database
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly string _connectionString;
    private readonly string _onOpen;
    private readonly TimeSpan _patience;

    // SQLite lets one writer in at a time and makes the others poll; within the process they queue here instead.
    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <summary>Uses the database in this file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="patience">How long to wait for another writer; null for 5 seconds.</param>
    public SqliteDatabase(string path, TimeSpan? patience = null)
    {
        _path = Path.GetFullPath(path);
        _patience = patience ?? DefaultPatience;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            // A file that went away is an outage: it must not come back as an empty database.
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            Pooling = true,
            // SQLite does the waiting (busy_timeout): the provider's own would come on top, and it only polls.
            DefaultTimeout = 1,
        }.ToString();
        // FULL: what was committed survives a power cut in write-ahead mode, too.
        _onOpen = string.Create(
            CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(int)_patience.TotalMilliseconds}; PRAGMA synchronous = FULL;");
    }

    public override string Dialect => "sqlite";

    // A transaction that writes has the database to itself.
    public override string RowLock => "";

    public override string Expand(string migration) => migration
        .Replace("{{id}}", "integer PRIMARY KEY AUTOINCREMENT", StringComparison.Ordinal)
        .Replace("{{ordinal}}", "COLLATE BINARY", StringComparison.Ordinal);

    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var creating = new SqliteConnectionStringBuilder(_connectionString) { Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false };
        try
        {
            await using var connection = new SqliteConnection(creating.ToString());
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync(_onOpen);
            // The file remembers this. Here SQLite does not wait for other hosts that start, so the provider has to.
            var mode = await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode = WAL", commandTimeout: (int)Math.Ceiling(_patience.TotalSeconds));
            if (mode != "wal") throw new InvalidOperationException("The SQLite database has to lie on a local disk that allows write-ahead logging.");
        }
        catch (SqliteException exception) when (IsOutage(exception))
        {
            throw Unavailable(exception);
        }
    }

    // The transaction is the lock.
    public override Task LockSchemaAsync(SqlSession session) => Task.CompletedTask;

    public override void Dispose()
    {
        using var pooled = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(pooled);
        _writer.Dispose();
    }

    protected override async ValueTask<IDisposable?> WaitForTurnAsync(CancellationToken cancellationToken)
    {
        if (!await _writer.WaitAsync(_patience, cancellationToken)) throw Unavailable(null);
        return new Turn(_writer);
    }

    protected override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync(_onOpen);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Takes the write lock at once: a transaction that reads first could not get it later without starting over.
    protected override ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        new(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false));

    protected override bool IsOutage(DbException exception) => exception is SqliteException { SqliteErrorCode: var code } && code is
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_PROTOCOL or SQLitePCL.raw.SQLITE_CANTOPEN
        or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_NOMEM;

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
