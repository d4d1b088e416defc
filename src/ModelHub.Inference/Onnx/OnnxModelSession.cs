using Microsoft.ML.OnnxRuntime;

namespace ModelHub.Inference.Onnx;

/// <summary>A model loaded into ONNX Runtime. Its session runs on the thread that calls: see <see cref="RunAsync"/>.</summary>
internal sealed class OnnxModelSession : IModelSession
{
    private readonly InferenceSession _session;
    private readonly OnnxFiles _files;
    private readonly RunOptions _defaults = NewRunOptions();
    private readonly string[] _outputs;

    /// <summary>Takes over the session and the files, unless it fails.</summary>
    public OnnxModelSession(InferenceSession session, long fileBytes, OnnxFiles files)
    {
        _session = session;
        _files = files;
        Signature = OnnxSignature.Read(session);
        _outputs = [.. session.OutputNames];
        MemoryBytes = fileBytes;
    }

    public ModelSignature Signature { get; }

    /// <summary>The size of the files: weights are nearly all of a model, and ONNX Runtime does not say what it took.</summary>
    public long MemoryBytes { get; }

    public string ExecutionProvider => "CPUExecutionProvider";

    public ValueTask<InferenceResponse> RunAsync(InferenceRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return ValueTask.FromResult(cancellationToken.CanBeCanceled ? RunCancellable(request, cancellationToken) : Run(request, _defaults));
        }
        catch (OnnxRuntimeException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw OnnxErrors.RunFailed(exception);
        }
    }

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        _defaults.Dispose();
        _files.Dispose();
        return ValueTask.CompletedTask;
    }

    private InferenceResponse RunCancellable(InferenceRequest request, CancellationToken cancellationToken)
    {
        using var options = NewRunOptions();
        // Disposed first, and waits for a callback that is under way. ONNX Runtime looks at the flag between two nodes.
        using var registration = cancellationToken.UnsafeRegister(static state => ((RunOptions)state!).Terminate = true, options);
        return Run(request, options);
    }

    private InferenceResponse Run(InferenceRequest request, RunOptions options)
    {
        using var inputs = new OnnxInputs(Signature.Inputs, request.Inputs);
        var names = request.Outputs ?? _outputs;
        // Not disposed as a list: each value goes over to its tensor.
        var values = _session.Run(options, _session.InputNames, inputs.Values, names);
        var tensors = new InferenceTensor[names.Count];
        var done = 0;
        try
        {
            for (; done < tensors.Length; done++) tensors[done] = OnnxOutputs.ToTensor(names[done], values[done], inputs);
            return new InferenceResponse(tensors);
        }
        catch
        {
            for (var i = 0; i < done; i++) tensors[i].Dispose();
            for (var i = done; i < values.Count; i++) values[i].Dispose();
            throw;
        }
    }

    // A warning in every run, for example of a shape that differs from the declared one, would let a caller flood the log.
    private static RunOptions NewRunOptions() => new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
}
