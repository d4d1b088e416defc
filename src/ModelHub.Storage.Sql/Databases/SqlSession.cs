using System.Data.Common;
using Dapper;

namespace ModelHub.Storage.Sql;

/// <summary>An open connection, and the transaction on it where there is one: the one way to run SQL in this package.</summary>
internal sealed class SqlSession(
    DbConnection connection, DbTransaction? transaction, int? commandTimeoutSeconds, CancellationToken cancellationToken)
{
    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? arguments = null) =>
        (await connection.QueryAsync<T>(Command(sql, arguments))).AsList();

    /// <summary>Two results in one round trip.</summary>
    public async Task<(IReadOnlyList<T1> First, IReadOnlyList<T2> Second)> ListAsync<T1, T2>(string first, string second, object arguments)
    {
        // Not QueryMultiple: when the connection breaks, that one's clean-up hides the reason.
        await using var reader = await connection.ExecuteReaderAsync(Command($"{first};\n{second}", arguments));
        var firstRows = await ReadAsync<T1>(reader);
        await reader.NextResultAsync(cancellationToken);
        return (firstRows, await ReadAsync<T2>(reader));
    }

    public Task<T?> FindAsync<T>(string sql, object? arguments = null) =>
        connection.QueryFirstOrDefaultAsync<T>(Command(sql, arguments));

    /// <summary>Runs a command.</summary>
    /// <returns>The number of rows that it changed.</returns>
    public Task<int> ExecuteAsync(string sql, object? arguments = null) => connection.ExecuteAsync(Command(sql, arguments));

    private async Task<IReadOnlyList<T>> ReadAsync<T>(DbDataReader reader)
    {
        var rows = new List<T>();
        Func<DbDataReader, T>? parse = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            parse ??= reader.GetRowParser<T>();
            rows.Add(parse(reader));
        }

        return rows;
    }

    private CommandDefinition Command(string sql, object? arguments) =>
        new(sql, arguments, transaction, commandTimeoutSeconds, cancellationToken: cancellationToken);
}
