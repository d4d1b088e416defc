using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ModelHub.AspNetCore;

/// <summary>Asks the store for an object that is never there.</summary>
internal sealed class ArtifactStoreHealthCheck(IArtifactStore store) : IHealthCheck
{
    private static readonly ArtifactKey Probe = new(ArtifactKey.ModelsBucket, "health/probe");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await store.FindAsync(Probe, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
