using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ModelHub;
using ModelHub.Inference;
using ModelHub.Inference.Onnx;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ONNX Runtime to a hub.</summary>
public static class OnnxRuntimeBuilderExtensions
{
    /// <summary>Serves ONNX models on the processors of this machine, in the app's own process.</summary>
    public static IModelHubBuilder AddOnnxRuntime(this IModelHubBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddLogging();
        services.AddMetrics();
        services.AddOptions<OnnxRuntimeOptions>()
            // An app without configuration is served as well.
            .Configure<IServiceProvider>((options, provider) =>
                provider.GetService<IConfiguration>()?.GetSection(OnnxRuntimeOptions.Section).Bind(options))
            .Validate(
                options => options.IntraOpThreads is >= 1 and <= OnnxRuntimeOptions.MaxThreads,
                $"{OnnxRuntimeOptions.Section}:{nameof(OnnxRuntimeOptions.IntraOpThreads)} needs to be 1 to 256; leave it out for 1.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<InferenceMetrics>();
        services.TryAddSingleton<IModelServer, ModelServer>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IInferenceEngine, OnnxEngine>());
        return builder;
    }

    /// <inheritdoc cref="AddOnnxRuntime(IModelHubBuilder)"/>
    /// <param name="builder">The hub.</param>
    /// <param name="configure">Sets options; it is applied over the configuration.</param>
    public static IModelHubBuilder AddOnnxRuntime(this IModelHubBuilder builder, Action<OnnxRuntimeOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        builder.AddOnnxRuntime().Services.Configure(configure);
        return builder;
    }
}
