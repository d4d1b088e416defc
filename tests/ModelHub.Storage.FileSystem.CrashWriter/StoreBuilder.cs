using Microsoft.Extensions.DependencyInjection;

namespace ModelHub.Storage.FileSystem.CrashWriter;

/// <summary>A hub of nothing but a store.</summary>
public sealed class StoreBuilder : IModelHubBuilder
{
    public IServiceCollection Services { get; } = new ServiceCollection();
}
