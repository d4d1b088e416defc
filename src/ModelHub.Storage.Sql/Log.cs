using Microsoft.Extensions.Logging;

namespace ModelHub.Storage.Sql;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Brought the {Dialect} database up to migration {Name}")]
    public static partial void MigrationApplied(ILogger logger, string dialect, string name);
}
