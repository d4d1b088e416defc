using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace ModelHub.Inference.Onnx;

/// <summary>A model loaded into ONNX Runtime.</summary>
internal sealed class OnnxModelSession : IModelSession
{
    /// <summary>Runs that usually take longer have threads of their own: see <see cref="RunThreads"/>.</summary>
    private static readonly long LongRun = Stopwatch.Frequency / 1000;

    private readonly InferenceSession _session;
    private readonly OnnxFiles _files;
    private readonly RunOptions _defaults = NewRunOptions();
    private readonly string[] _outputs;
    private readonly RunThreads _threads;

    // In ticks of the stopwatch. A guess that many threads improve without a lock: a lost update does no harm.
    private long _usualDuration = 4 * LongRun;

    /// <summary>Takes over the session and the files, unless it fails.</summary>
    public OnnxModelSession(InferenceSession session, long fileBytes, OnnxFiles files, RunThreads threads)
    {
        _session = session;
        _files = files;
        _threads = threads;
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
        return Volatile.Read(ref _usualDuration) < LongRun
            ? ValueTask.FromResult(RunTimed(request, cancellationToken))
            : RunOnThreads(request, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        _defaults.Dispose();
        _files.Dispose();
        return ValueTask.CompletedTask;
    }

    // Apart from RunAsync, which would allocate the closure for short runs as well.
    private ValueTask<InferenceResponse> RunOnThreads(InferenceRequest request, CancellationToken cancellationToken) =>
        new(_threads.RunAsync(() => RunTimed(request, cancellationToken), cancellationToken));

    private InferenceResponse RunTimed(InferenceRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = Stopwatch.GetTimestamp();
        try
        {
            return cancellationToken.CanBeCanceled ? RunCancellable(request, cancellationToken) : Run(request, _defaults);
        }
        catch (OnnxRuntimeException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw OnnxErrors.RunFailed(exception);
        }
        finally
        {
            // One odd run, held up by something else, shall not count for more than a few.
            var duration = Math.Min(Stopwatch.GetTimestamp() - start, 4 * LongRun);
            Volatile.Write(ref _usualDuration, _usualDuration + (duration - _usualDuration) / 8);
        }
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
