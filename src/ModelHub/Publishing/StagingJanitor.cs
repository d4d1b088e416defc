using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ModelHub.Publishing;

/// <summary>Removes the staged files of publishes that never ended: killed hosts, broken stores.</summary>
internal sealed class StagingJanitor(
    Providers providers, IOptions<ModelHubOptions> options, TimeProvider time, ILogger<StagingJanitor> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do await TrySweepAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app ends. Without this, an app that disposes its host without stopping it would log an error.
        }
    }

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var artifacts = providers.Artifacts;
        var oldest = time.GetUtcNow() - options.Value.StagingMaxAge;
        var removed = 0;
        await foreach (var staged in artifacts.ListAsync(ArtifactKey.ModelsBucket, BlobStaging.Prefix, null, cancellationToken))
        {
            if (staged.LastModified >= oldest) continue;
            if (await artifacts.DeleteAsync(staged.Key, cancellationToken)) removed++;
        }

        if (removed > 0) Log.StagingSwept(logger, removed);
    }

    private async Task TrySweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await SweepAsync(stoppingToken);
        }
        catch (ModelHubException exception)
        {
            Log.StagingSweepFailed(logger, exception);
        }
    }
}
