namespace ModelHub;

/// <summary>Keeps models loaded and hands them out. Safe to call from many threads at once.</summary>
public interface IModelServer
{
    /// <summary>Whether some engine can load the version.</summary>
    bool CanServe(ModelVersion version);

    /// <summary>The loaded model; it is loaded first if need be, once however many ask. Dispose the lease after use.</summary>
    /// <exception cref="ModelHubException">
    /// <see cref="ModelHubErrorCode.Unsupported"/>: no engine serves this format;
    /// <see cref="ModelHubErrorCode.InferenceFailed"/>: it does not load.
    /// </exception>
    ValueTask<IModelLease> AcquireAsync(IModelPackage package, CancellationToken cancellationToken = default);

    /// <summary>Unloads a version as soon as the last lease on it is gone. Nothing happens when it is not loaded.</summary>
    Task UnloadAsync(long versionId);
}
