namespace ModelHub;

/// <summary>Short forms of what <see cref="IModelHub"/> does in steps.</summary>
public static class ModelHubExtensions
{
    /// <summary>Publishes files of this machine as one version; each file keeps its name.</summary>
    public static async Task<ModelAndVersion> PublishAsync(
        this IModelHub hub, HubUser user, PublishRequest request, IEnumerable<string> filePaths,
        IProgress<PublishProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hub);
        ArgumentNullException.ThrowIfNull(filePaths);
        await using var session = hub.BeginPublish(user, progress);
        await session.CheckAsync(request, cancellationToken);
        foreach (var path in filePaths)
        {
            await using var file = File.OpenRead(path);
            await session.AddFileAsync(Path.GetFileName(path), file, null, cancellationToken);
        }

        return await session.CommitAsync(request, cancellationToken);
    }

    /// <summary>Runs a model once. Dispose the response after use; the request stays the caller's.</summary>
    public static async Task<InferenceResponse> PredictAsync(
        this IModelHub hub, HubUser user, ModelReference reference, InferenceRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hub);
        using var lease = await hub.LeaseAsync(user, reference, cancellationToken);
        return await lease.RunAsync(request, cancellationToken);
    }
}
