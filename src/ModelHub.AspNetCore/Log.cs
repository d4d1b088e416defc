using Microsoft.Extensions.Logging;

namespace ModelHub.AspNetCore;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Error, "Unexpected failure; trace {TraceId}")]
    public static partial void Unexpected(ILogger logger, Exception exception, string traceId);

    [LoggerMessage(3001, LogLevel.Warning, "Answered {Code}; trace {TraceId}")]
    public static partial void Failed(ILogger logger, Exception exception, string code, string traceId);

    [LoggerMessage(3002, LogLevel.Warning, "A response was cut off after its start: {Code}; trace {TraceId}")]
    public static partial void CutOff(ILogger logger, string code, string traceId);

    [LoggerMessage(3003, LogLevel.Debug, "The client of {Path} went away")]
    public static partial void ClientGone(ILogger logger, string path);

    [LoggerMessage(3004, LogLevel.Warning, "A download of model {ModelId} could not be counted")]
    public static partial void DownloadNotCounted(ILogger logger, Exception exception, long modelId);
}
