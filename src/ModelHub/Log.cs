using Microsoft.Extensions.Logging;

namespace ModelHub;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{User} published {Model} {Version}: {Files} files, {Bytes} bytes, format {Format}.")]
    public static partial void Published(
        ILogger logger, string user, ModelName model, SemanticVersion version, int files, long bytes, string format);

    [LoggerMessage(2, LogLevel.Information, "{User} deleted {Model}.")]
    public static partial void Deleted(ILogger logger, string user, ModelName model);

    [LoggerMessage(3, LogLevel.Information, "{User} moved alias {Alias} of {Model} to {Version}.")]
    public static partial void AliasMoved(ILogger logger, string user, string alias, ModelName model, SemanticVersion version);

    [LoggerMessage(10, LogLevel.Information, "Removed {Count} staged files of publishes that never ended.")]
    public static partial void StagingSwept(ILogger logger, int count);

    [LoggerMessage(11, LogLevel.Warning, "Staged files could not be swept; trying again later.")]
    public static partial void StagingSweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(12, LogLevel.Warning, "A staged file could not be removed; the sweep will.")]
    public static partial void StagedFileLeft(ILogger logger, Exception exception);
}
