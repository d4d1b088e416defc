using Microsoft.Extensions.Hosting;

namespace ModelHub;

/// <summary>Fails the start of an app whose hub could not work: a missing provider, a database that cannot be prepared.</summary>
internal sealed class StartupCheck(Providers providers) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = providers.Artifacts;
        return providers.Models.InitializeAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
