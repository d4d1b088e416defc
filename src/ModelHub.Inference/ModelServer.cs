using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ModelHub.Inference;

/// <summary>Keeps one <see cref="ModelSlot"/> per loaded version and hands out leases on them.</summary>
/// <remarks>
/// Whoever takes a slot out of the table, and nobody else, lets go of the table's reference to it: a slot is freed
/// when the table and all leases have let go. A slot of the same version can be loading meanwhile.
/// </remarks>
internal sealed class ModelServer(
    IEnumerable<IInferenceEngine> engines, InferenceMetrics metrics, TimeProvider time, ILogger<ModelServer> logger) : IModelServer, IAsyncDisposable, IDisposable
{
    private readonly IInferenceEngine[] _engines = [.. engines];
    private readonly ConcurrentDictionary<long, ModelSlot> _slots = new();
    private readonly CancellationTokenSource _stopping = new();
    private int _disposed;

    public bool CanServe(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return FindEngine(version) is not null;
    }

    public async ValueTask<IModelLease> AcquireAsync(IModelPackage package, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(package);
        cancellationToken.ThrowIfCancellationRequested();
        var slot = Enter(package);
        try
        {
            // The load belongs to all who wait for it: giving up on the wait does not end it.
            var loading = slot.LoadAsync();
            if (!loading.IsCompletedSuccessfully) await loading.WaitAsync(cancellationToken);
            return new ModelLease(slot);
        }
        catch
        {
            slot.Release();
            throw;
        }
    }

    public Task UnloadAsync(long versionId)
    {
        if (!_slots.TryRemove(versionId, out var slot)) return Task.CompletedTask;
        slot.Release();
        return slot.Freed;
    }

    /// <summary>Frees what nobody uses before it returns; what is in use goes with its last lease or run.</summary>
    public async ValueTask DisposeAsync()
    {
        var idle = _slots.Values.Where(slot => !slot.IsInUse).ToList();
        Dispose();
        foreach (var slot in idle) await slot.Freed;
    }

    /// <summary>As <see cref="DisposeAsync"/>, for a container that is disposed synchronously: without the wait.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _stopping.Cancel();
        foreach (var slot in _slots.Values) Remove(slot);
    }

    private ModelSlot Enter(IModelPackage package)
    {
        var version = package.Version;
        while (true)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
            if (!_slots.TryGetValue(version.Id, out var slot))
            {
                var engine = FindEngine(version) ?? throw new ModelHubException(
                    ModelHubErrorCode.Unsupported,
                    $"Version {version.Version} of {package.Name} has the format '{version.Format}', which no engine of this hub serves.");
                slot = _slots.GetOrAdd(version.Id, new ModelSlot(package, engine, Remove, metrics, time, logger, _stopping.Token));
            }

            if (!slot.TryRetain()) continue; // It was freed between the two steps, so it is out of the table by now.
            if (Volatile.Read(ref _disposed) == 0) return slot;
            Remove(slot);
            slot.Release();
        }
    }

    private void Remove(ModelSlot slot)
    {
        if (_slots.TryRemove(new KeyValuePair<long, ModelSlot>(slot.Version.Id, slot))) slot.Release();
    }

    private IInferenceEngine? FindEngine(ModelVersion version) => Array.Find(_engines, engine => engine.CanServe(version));
}
