using Microsoft.Extensions.Logging;

namespace ModelHub.Storage.FileSystem;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Removed {Count} temporary files that interrupted uploads had left")]
    public static partial void SweptTempFiles(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Warning, "Temporary files of interrupted uploads could not be removed; the next start tries again")]
    public static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "A temporary file could not be removed; a later start removes it")]
    public static partial void TempFileLeft(ILogger logger, Exception exception);
}
