using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace ModelHub.Inference.Onnx;

/// <summary>The one environment of ONNX Runtime in the process: without telemetry, and with its log in ours.</summary>
internal static partial class OnnxEnvironment
{
    private const string TelemetryOff = "ORT_DISABLE_TELEMETRY";

    private static readonly Lock CreateLock = new();
    private static volatile ILogger? _logger;

    /// <summary>Makes the environment where there is none yet. The latest logger gets what it says.</summary>
    public static void Use(ILogger logger)
    {
        _logger = logger;
        lock (CreateLock)
        {
            // Made by the app itself: then its log and its telemetry are the app's.
            if (OrtEnv.IsCreated) return;

            // From 1.29 on, Linux builds report every session to their maker and keep a database in the user's home.
            // Only this variable stops it: DisableTelemetryEvents() comes after the start, and does not undo it.
            // .NET keeps its own copy of the environment on Unix, which native code does not see.
            Environment.SetEnvironmentVariable(TelemetryOff, "1");
            if (!OperatingSystem.IsWindows() && SetNativeVariable(TelemetryOff, "1", 1) != 0)
                throw new InvalidOperationException($"{TelemetryOff} could not be set (errno {Marshal.GetLastPInvokeError()}).");

            var options = new EnvironmentCreationOptions
            {
                logId = "modelhub",
                logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING,
                loggingFunction = Write,
            };
            OrtEnv.CreateInstanceWithOptions(ref options).DisableTelemetryEvents();
        }
    }

    // Called by native code: nothing may be thrown through it.
    private static void Write(nint parameter, OrtLoggingLevel severity, string category, string logId, string location, string message)
    {
        var level = severity switch
        {
            OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL => LogLevel.Critical,
            OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR => LogLevel.Error,
            OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING => LogLevel.Warning,
            _ => LogLevel.Debug,
        };
        try
        {
            if (_logger is { } logger) Log.OnnxRuntimeSaid(logger, level, category, location, message);
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine($"ONNX Runtime: {message} ({exception.Message})");
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNativeVariable(string name, string value, int overwrite);
}
