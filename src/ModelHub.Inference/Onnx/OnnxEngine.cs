using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;

namespace ModelHub.Inference.Onnx;

/// <summary>Loads ONNX models into ONNX Runtime, one shared session per model.</summary>
internal sealed class OnnxEngine : IInferenceEngine, IDisposable
{
    private readonly OnnxRuntimeOptions _options;
    private readonly ILogger<OnnxEngine> _logger;
    private readonly RunThreads _threads;

    public OnnxEngine(IOptions<OnnxRuntimeOptions> options, ILogger<OnnxEngine> logger)
    {
        _options = options.Value;
        _logger = logger;
        _threads = new RunThreads(Math.Max(1, Environment.ProcessorCount / _options.IntraOpThreads));
    }

    public string Name => "onnxruntime";

    public bool CanServe(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.Format == ModelFormats.Onnx;
    }

    public async Task<IModelSession> LoadAsync(IModelPackage package, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(package);
        var files = await OnnxFiles.PrepareAsync(package, _logger, cancellationToken);
        try
        {
            // Building a session reads and optimises the model: seconds of blocking work that are not the caller's.
            var session = await Task.Run(() => CreateSession(files.EntryPath, cancellationToken), cancellationToken);
            try
            {
                // By now all is read or mapped. On Unix the names may go at once, so that even a killed process leaves nothing.
                if (!OperatingSystem.IsWindows()) files.Dispose();
                return new OnnxModelSession(session, package.Version.Size, files, _threads);
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    public void Dispose() => _threads.Dispose();

    private InferenceSession CreateSession(string path, CancellationToken cancellationToken)
    {
        OnnxEnvironment.Use(_logger);
        using var options = new SessionOptions
        {
            IntraOpNumThreads = _options.IntraOpThreads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING,
        };
        using var registration = cancellationToken.UnsafeRegister(static state => ((SessionOptions)state!).SetLoadCancellationFlag(true), options);
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw OnnxErrors.LoadFailed(exception);
        }
    }
}
