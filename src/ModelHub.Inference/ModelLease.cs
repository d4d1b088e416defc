namespace ModelHub.Inference;

/// <summary>A reference to a slot, given back once.</summary>
internal sealed class ModelLease : IModelLease
{
    private readonly ModelSlot _slot;
    private int _disposed;

    /// <summary>Takes over a reference that the caller holds.</summary>
    public ModelLease(ModelSlot slot)
    {
        _slot = slot;
        Signature = slot.Session.Signature;
        ExecutionProvider = slot.Session.ExecutionProvider;
        slot.BeginUse();
    }

    public ModelVersion Version => _slot.Version;

    public ModelSignature Signature { get; }

    public string ExecutionProvider { get; }

    public async ValueTask<InferenceResponse> RunAsync(InferenceRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        // A run keeps a reference of its own: another thread may dispose the lease meanwhile.
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0 || !_slot.TryRetain(), this);
        _slot.BeginUse();
        try
        {
            RequestValidator.Validate(Signature, request);
            return await _slot.RunAsync(request, cancellationToken);
        }
        finally
        {
            _slot.EndUse();
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) _slot.EndUse();
    }
}
