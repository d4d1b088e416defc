namespace ModelHub;

/// <summary>A loaded model. Many threads may run it at once.</summary>
public interface IModelSession : IAsyncDisposable
{
    /// <summary>What the loaded model takes and gives.</summary>
    ModelSignature Signature { get; }

    /// <summary>An estimate of the memory it holds while idle, in bytes.</summary>
    long MemoryBytes { get; }

    /// <summary>Where it runs, for example <c>CPUExecutionProvider</c>.</summary>
    string ExecutionProvider { get; }

    /// <summary>Runs the model once. The request fits <see cref="Signature"/>: the model server has checked it.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InferenceFailed"/>: the model refused the values or failed.</exception>
    ValueTask<InferenceResponse> RunAsync(InferenceRequest request, CancellationToken cancellationToken = default);
}
