using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ModelHub;
using ModelHub.Storage.Sql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps models, versions and users in a SQL database. The first database that is named counts.</summary>
public static class SqlModelHubBuilderExtensions
{
    /// <summary>Keeps them in a SQLite database, embedded in the app: for one machine and any number of processes on it.</summary>
    /// <param name="builder">The hub.</param>
    /// <param name="path">
    /// The database's file. It and its folder are made when they are missing. It has to lie on a local disk, not on a
    /// network share: SQLite's write-ahead log needs shared memory.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="path"/> names no file.</exception>
    public static IModelHubBuilder UseSqlite(this IModelHubBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path.StartsWith(':') || path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("Name a plain file, such as data/hub.db: databases in memory do not outlive a connection.", nameof(path));
        }

        return builder.UseDatabase(_ => new SqliteDatabase(path));
    }

    /// <summary>Keeps them in a PostgreSQL database (15 or newer), shared by any number of machines.</summary>
    /// <param name="builder">The hub.</param>
    /// <param name="connectionString">As Npgsql reads it. The database has to exist; its user has to be allowed to create tables in it.</param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is none that Npgsql reads.</exception>
    public static IModelHubBuilder UsePostgres(this IModelHubBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var settings = PostgresDatabase.ReadSettings(connectionString);
        return builder.UseDatabase(_ => new PostgresDatabase(settings));
    }

    private static IModelHubBuilder UseDatabase(this IModelHubBuilder builder, Func<IServiceProvider, Database> database)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(database);
        services.TryAddSingleton(provider => new Migrator(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<Migrator>>() ?? NullLogger<Migrator>.Instance));
        services.TryAddSingleton<IModelStore, SqlModelStore>();
        services.TryAddSingleton<IUserStore, SqlUserStore>();
        return builder;
    }
}
