namespace ModelHub;

/// <summary>The right to use a loaded model: it stays loaded until the lease is disposed. Many threads may use one.</summary>
public interface IModelLease : IDisposable
{
    /// <summary>The version that is loaded.</summary>
    ModelVersion Version { get; }

    /// <inheritdoc cref="IModelSession.Signature"/>
    ModelSignature Signature { get; }

    /// <inheritdoc cref="IModelSession.ExecutionProvider"/>
    string ExecutionProvider { get; }

    /// <summary>Checks the request against the signature and runs the model. The caller keeps the request and gets the response.</summary>
    /// <exception cref="ModelHubException">
    /// <see cref="ModelHubErrorCode.InvalidInput"/>: the request does not fit the signature, with <c>inputs.NAME</c> as the field;
    /// <see cref="ModelHubErrorCode.InferenceFailed"/>: the model refused the values or failed.
    /// </exception>
    ValueTask<InferenceResponse> RunAsync(InferenceRequest request, CancellationToken cancellationToken = default);
}
