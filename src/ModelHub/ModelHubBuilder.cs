using Microsoft.Extensions.DependencyInjection;

namespace ModelHub;

internal sealed class ModelHubBuilder(IServiceCollection services) : IModelHubBuilder
{
    public IServiceCollection Services { get; } = services;
}
