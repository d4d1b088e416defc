using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace ModelHub.Inference;

/// <summary>One version in memory: its session, who still needs it, and how many runs it may do at once.</summary>
/// <remarks>
/// Everything that needs the session holds a reference: the server's table (the one a slot is born with), the load
/// while it goes on, each lease and each run. The last one to let go frees the session.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing, and the slot frees itself.")]
internal sealed class ModelSlot
{
    private readonly IModelPackage _package;
    private readonly IInferenceEngine _engine;
    private readonly Action<ModelSlot> _removeFromTable;
    private readonly InferenceMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;
    private readonly Lazy<Task> _load;
    private readonly TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly KeyValuePair<string, object?> _modelTag;

    // Runs are bound by the processor: more at once than there are processors only makes each of them slower.
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);
    private IModelSession? _session;
    private int _references = 1;
    private int _users;

    public ModelSlot(
        IModelPackage package, IInferenceEngine engine, Action<ModelSlot> removeFromTable,
        InferenceMetrics metrics, TimeProvider time, ILogger logger, CancellationToken stopping)
    {
        (_package, _engine, _removeFromTable) = (package, engine, removeFromTable);
        (_metrics, _time, _logger, _stopping) = (metrics, time, logger, stopping);
        _modelTag = new(InferenceMetrics.ModelTag, package.Name.ToString());
        _load = new Lazy<Task>(StartLoad);
    }

    public ModelVersion Version => _package.Version;

    /// <summary>The loaded model. Only who holds a reference after the load may ask.</summary>
    public IModelSession Session => _session ?? throw new InvalidOperationException("The model is not loaded.");

    /// <summary>Whether a lease or a run holds a reference.</summary>
    public bool IsInUse => Volatile.Read(ref _users) > 0;

    /// <summary>Done when the last reference is gone and the session is disposed.</summary>
    public Task Freed => _freed.Task;

    /// <summary>The one load of this slot, started by who asks first. The caller holds a reference.</summary>
    public Task LoadAsync() => _load.Value;

    /// <summary>Takes a reference; false when the slot is freed already.</summary>
    public bool TryRetain()
    {
        for (var seen = Volatile.Read(ref _references); seen > 0;)
        {
            var before = Interlocked.CompareExchange(ref _references, seen + 1, seen);
            if (before == seen) return true;
            seen = before;
        }

        return false;
    }

    public void Release()
    {
        // On another thread: to free a model of gigabytes is not for the request that happened to be the last.
        if (Interlocked.Decrement(ref _references) == 0) _ = Task.Run(FreeAsync, CancellationToken.None);
    }

    /// <summary>Says that a reference is a lease's or a run's; <see cref="EndUse"/> lets go of it.</summary>
    public void BeginUse() => Interlocked.Increment(ref _users);

    public void EndUse()
    {
        Interlocked.Decrement(ref _users);
        Release();
    }

    /// <summary>Runs the model once it is this request's turn. The caller holds a reference.</summary>
    public async ValueTask<InferenceResponse> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        var start = _time.GetTimestamp();
        var outcome = "failed";
        using var activity = InferenceMetrics.Activities.StartActivity("modelhub.run");
        activity?.SetTag(_modelTag.Key, _modelTag.Value);
        try
        {
            var response = await Session.RunAsync(request, cancellationToken);
            outcome = "ok";
            return response;
        }
        catch (OperationCanceledException)
        {
            outcome = "cancelled";
            throw;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            Log.RunFailed(_logger, exception, _package.Name, Version.Version);
            throw;
        }
        finally
        {
            _turns.Release();
            _metrics.RunDuration.Record(_time.GetElapsedTime(start).TotalSeconds, _modelTag, new(InferenceMetrics.OutcomeTag, outcome));
        }
    }

    private Task StartLoad()
    {
        TryRetain(); // For the load itself. It cannot fail: the caller holds a reference.
        return Task.Run(LoadSessionAsync, CancellationToken.None);
    }

    private async Task LoadSessionAsync()
    {
        var start = _time.GetTimestamp();
        using var activity = InferenceMetrics.Activities.StartActivity("modelhub.load");
        activity?.SetTag(_modelTag.Key, _modelTag.Value);
        try
        {
            _session = await _engine.LoadAsync(_package, _stopping);
            var seconds = _time.GetElapsedTime(start).TotalSeconds;
            _metrics.LoadedModels.Add(1);
            _metrics.LoadDuration.Record(seconds, _modelTag, new(InferenceMetrics.OutcomeTag, "ok"));
            Log.ModelLoaded(_logger, _package.Name, Version.Version, _engine.Name, seconds, _session.MemoryBytes);
        }
        catch (Exception exception)
        {
            var seconds = _time.GetElapsedTime(start).TotalSeconds;
            activity?.SetStatus(ActivityStatusCode.Error);
            _metrics.LoadDuration.Record(seconds, _modelTag, new(InferenceMetrics.OutcomeTag, "failed"));
            Log.ModelLoadFailed(_logger, exception, _package.Name, Version.Version, _engine.Name, seconds);

            // Before the waiters hear of it, so that the next to ask loads again.
            _removeFromTable(this);
            if (exception is OperationCanceledException && _stopping.IsCancellationRequested)
                throw new ModelHubException(ModelHubErrorCode.Unavailable, "The server is stopping; try again later.", exception);
            throw;
        }
        finally
        {
            Release();
        }
    }

    private async Task FreeAsync()
    {
        try
        {
            if (_session is null) return;
            await _session.DisposeAsync();
            Log.ModelUnloaded(_logger, _package.Name, Version.Version);
        }
        catch (Exception exception)
        {
            Log.ModelUnloadFailed(_logger, exception, _package.Name, Version.Version);
        }
        finally
        {
            if (_session is not null) _metrics.LoadedModels.Add(-1);
            _freed.SetResult();
        }
    }
}
