using Microsoft.Extensions.DependencyInjection;

namespace ModelHub.Conformance.Models;

/// <summary>A host of its own on a database, as an app has it: its own services, connections and locks.</summary>
public sealed class StoreHost : IModelHubBuilder, IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public StoreHost(Action<IModelHubBuilder> register, TimeProvider? time = null)
    {
        if (time is not null) Services.AddSingleton(time);
        register(this);
        _provider = Services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Models = _provider.GetRequiredService<IModelStore>();
        Users = _provider.GetRequiredService<IUserStore>();
    }

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IModelStore Models { get; }

    public IUserStore Users { get; }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
