using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ModelHub;
using ModelHub.Publishing;
using ModelHub.Registry;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ModelHub to an app.</summary>
public static class ModelHubServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IModelHub"/>. Follow it with a database, a storage and, to serve models, an engine.</summary>
    /// <remarks>Calling it again changes nothing but what <paramref name="configure"/> sets.</remarks>
    /// <example>
    /// <code>
    /// services.AddModelHub()
    ///     .UseFileSystemStorage("data/artifacts")
    ///     .UseSqlite("data/hub.db")
    ///     .AddOnnxRuntime();
    /// </code>
    /// </example>
    public static IModelHubBuilder AddModelHub(this IServiceCollection services, Action<ModelHubOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.AddOptions<ModelHubOptions>()
            .Configure<IServiceProvider>((options, provider) =>
                provider.GetService<IConfiguration>()?.GetSection(ModelHubOptions.Section).Bind(options))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        if (configure is not null) services.Configure(configure);

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Providers>();
        services.TryAddSingleton<BlobStaging>();
        services.TryAddSingleton<Publisher>();
        services.TryAddSingleton<IModelHub, Hub>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<Hosting.IHostedService, StartupCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<Hosting.IHostedService, StagingJanitor>());
        return new ModelHubBuilder(services);
    }
}
