using System.Data.Common;

namespace ModelHub.Storage.Sql;

/// <summary>A database and what is peculiar to its kind. Safe to use from many threads at once.</summary>
internal abstract class Database : IDisposable
{
    /// <summary>The kind, as it stands in the names of its own migrations.</summary>
    public abstract string Dialect { get; }

    /// <summary>What ends a SELECT so that its rows stay as they are until the transaction ends.</summary>
    public abstract string RowLock { get; }

    /// <summary>Puts this kind's words in the place of the tokens of a migration.</summary>
    public abstract string Expand(string migration);

    /// <summary>Makes the database usable, before any migration.</summary>
    public abstract Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Keeps other hosts from migrating until the session's transaction ends.</summary>
    public abstract Task LockSchemaAsync(SqlSession session);

    /// <summary>Runs statements of which each sees the database as of its own start.</summary>
    public async Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await ConnectAsync(cancellationToken);
            return await work(new SqlSession(connection, null, null, cancellationToken));
        }
        catch (DbException exception) when (IsOutage(exception))
        {
            throw Unavailable(exception);
        }
    }

    /// <summary>Runs a transaction: all of it or nothing.</summary>
    /// <param name="work">What to do; the transaction is rolled back when it throws.</param>
    /// <param name="cancellationToken">Ends the wait; never in the middle of the commit.</param>
    /// <param name="commandTimeoutSeconds">How long a statement may take; 0 for any time, null for the database's setting.</param>
    public async Task<T> WriteAsync<T>(
        Func<SqlSession, Task<T>> work, CancellationToken cancellationToken, int? commandTimeoutSeconds = null)
    {
        try
        {
            using var turn = await WaitForTurnAsync(cancellationToken);
            await using var connection = await ConnectAsync(cancellationToken);
            await using var transaction = await BeginAsync(connection, cancellationToken);
            var result = await work(new SqlSession(connection, transaction, commandTimeoutSeconds, cancellationToken));
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }
        catch (DbException exception) when (IsOutage(exception))
        {
            throw Unavailable(exception);
        }
    }

    public abstract void Dispose();

    /// <summary>Waits until this process may write; disposing the result lets the next one in.</summary>
    protected virtual ValueTask<IDisposable?> WaitForTurnAsync(CancellationToken cancellationToken) => new((IDisposable?)null);

    protected abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    protected abstract ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Whether the database failed to answer a statement, so that the same call may succeed later.</summary>
    protected abstract bool IsOutage(DbException exception);

    protected static ModelHubException Unavailable(Exception? cause) =>
        new(ModelHubErrorCode.Unavailable, "The hub's database does not answer. Try again later.", cause);

    // Whatever keeps a connection from opening, the hub is without its database: even a login that has changed.
    private async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(cancellationToken);
        }
        catch (DbException exception)
        {
            throw Unavailable(exception);
        }
    }
}
