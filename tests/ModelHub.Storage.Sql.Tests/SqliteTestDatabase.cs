using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using ModelHub.Conformance.Models;

namespace ModelHub.Storage.Sql.Tests;

/// <summary>A SQLite file in a folder of its own.</summary>
public sealed class SqliteTestDatabase : StoreDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modelhub-sql-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "data", "hub.db");

    /// <summary>A connection that shares nothing with the hosts, as another process has it.</summary>
    public SqliteConnection Connect(int timeoutSeconds = 5) =>
        new($"Data Source={Path};Pooling=False;Default Timeout={timeoutSeconds}");

    public override void Register(IModelHubBuilder builder) => builder.UseSqlite(Path);

    public override ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
