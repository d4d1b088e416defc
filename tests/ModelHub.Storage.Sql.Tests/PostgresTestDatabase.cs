using Dapper;
using Microsoft.Extensions.DependencyInjection;
using ModelHub.Conformance.Models;
using Npgsql;

namespace ModelHub.Storage.Sql.Tests;

/// <summary>A database of its own on the PostgreSQL server for tests.</summary>
public sealed class PostgresTestDatabase : StoreDatabase
{
    private const string Variable = "MODELHUB_TEST_POSTGRES";
    private readonly string _server;

    private PostgresTestDatabase(string server, string name)
    {
        _server = server;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
    }

    public string Name { get; }

    public string ConnectionString { get; }

    public static async Task<PostgresTestDatabase> CreateAsync()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(server))
        {
            throw new InvalidOperationException(
                $"These tests need PostgreSQL: run ./test.sh, or set {Variable} to what 'eng/postgres.sh start DIR' prints.");
        }

        var database = new PostgresTestDatabase(server, $"modelhub_{Guid.NewGuid():N}");
        await database.OnServerAsync($"CREATE DATABASE {database.Name}");
        return database;
    }

    public override void Register(IModelHubBuilder builder) => builder.UsePostgres(ConnectionString);

    /// <summary>A connection that shares nothing with the hosts.</summary>
    public NpgsqlConnection Connect() => new(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());

    /// <summary>Ends every connection to this database, as an operator or a restart does.</summary>
    public async Task<int> TerminateConnectionsAsync()
    {
        await using var connection = new NpgsqlConnection(_server);
        return await connection.ExecuteScalarAsync<int>(
            "SELECT count(pg_terminate_backend(pid))::int FROM pg_stat_activity WHERE datname = @Name", new { Name });
    }

    /// <summary>Opens or shuts the database for new connections.</summary>
    public Task AllowConnectionsAsync(bool allow) => OnServerAsync($"ALTER DATABASE {Name} ALLOW_CONNECTIONS {allow}");

    public override async ValueTask DisposeAsync() => await OnServerAsync($"DROP DATABASE {Name} WITH (FORCE)");

    private async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.ExecuteAsync(sql);
    }
}
