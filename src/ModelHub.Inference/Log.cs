using Microsoft.Extensions.Logging;

namespace ModelHub.Inference;

/// <summary>What this package logs. The ids are stable: alerts are built on them.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Information, "Loaded {Model} {Version} with {Engine} in {Seconds:F3} s; it takes about {Bytes} bytes.")]
    public static partial void ModelLoaded(ILogger logger, ModelName model, SemanticVersion version, string engine, double seconds, long bytes);

    [LoggerMessage(4001, LogLevel.Warning, "Loading {Model} {Version} with {Engine} failed after {Seconds:F3} s.")]
    public static partial void ModelLoadFailed(ILogger logger, Exception exception, ModelName model, SemanticVersion version, string engine, double seconds);

    [LoggerMessage(4002, LogLevel.Information, "Unloaded {Model} {Version}.")]
    public static partial void ModelUnloaded(ILogger logger, ModelName model, SemanticVersion version);

    [LoggerMessage(4003, LogLevel.Error, "Unloading {Model} {Version} failed.")]
    public static partial void ModelUnloadFailed(ILogger logger, Exception exception, ModelName model, SemanticVersion version);

    [LoggerMessage(4004, LogLevel.Warning, "A run of {Model} {Version} failed.")]
    public static partial void RunFailed(ILogger logger, Exception exception, ModelName model, SemanticVersion version);

    [LoggerMessage(4010, LogLevel.Warning, "The working folder {Folder} of a loaded model could not be deleted.")]
    public static partial void FolderNotDeleted(ILogger logger, Exception exception, string folder);

    [LoggerMessage(EventId = 4011, Message = "ONNX Runtime ({Category}, {Location}): {Text}")]
    public static partial void OnnxRuntimeSaid(ILogger logger, LogLevel level, string category, string location, string text);
}
