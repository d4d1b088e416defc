using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ModelHub.AspNetCore;

/// <summary>Asks the database for a model that is never there.</summary>
internal sealed class ModelStoreHealthCheck(IModelStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await store.FindModelAsync(0, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
