using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ModelHub;
using ModelHub.AspNetCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the HTTP edge to a hub.</summary>
public static class ModelHubHttpBuilderExtensions
{
    // PBKDF2 with SHA-512: what OWASP's password storage sheet asks for.
    private const int PasswordIterations = 210_000;
    private const int HealthCheckSeconds = 5;

    /// <summary>Adds what <c>MapModelHub()</c> needs: authentication by the app's <see cref="IAuthProvider"/>, health checks, OpenAPI.</summary>
    /// <param name="builder">The hub.</param>
    /// <param name="configure">Changes what the section <c>ModelHub:Http</c> says.</param>
    public static IModelHubBuilder AddHttpApi(this IModelHubBuilder builder, Action<HttpApiOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (services.All(service => service.ServiceType != typeof(ErrorWriter))) AddServices(services);
        if (configure is not null) services.Configure(configure);
        return builder;
    }

    /// <summary>Adds accounts in the hub's own user store, and tokens (JWT, HS256) that the hub signs itself.</summary>
    /// <remarks>At least one key has to be configured, here or in the section <c>ModelHub:Jwt</c>; the app does not start without.</remarks>
    /// <param name="builder">The hub.</param>
    /// <param name="configure">Adds to what the section <c>ModelHub:Jwt</c> says.</param>
    public static IModelHubBuilder AddJwtAuthentication(this IModelHubBuilder builder, Action<JwtAuthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (services.All(service => service.ServiceType != typeof(JwtTokens)))
        {
            services.AddOptions<JwtAuthOptions>().BindConfiguration(JwtAuthOptions.Section).ValidateOnStart();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<JwtAuthOptions>, JwtAuthOptionsValidator>());
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton<IPasswordHasher<UserAccount>>(new PasswordHasher<UserAccount>(
                Options.Options.Create(new PasswordHasherOptions { IterationCount = PasswordIterations })));
            services.AddSingleton<JwtTokens>();
            services.AddSingleton<Passwords>();
            services.TryAddSingleton<IAuthProvider, JwtAuthProvider>();
        }

        if (configure is not null) services.Configure(configure);
        return builder;
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddOptions<HttpApiOptions>().BindConfiguration(HttpApiOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ErrorWriter>();
        services.AddSingleton<AuthRateLimit>();
        services.AddSingleton<FileSender>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, EmptyErrorStartupFilter>());
        AddAuthentication(services);
        AddHealthChecks(services);
        services.AddOpenApi(openApi =>
        {
            openApi.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<HubEndpointMarker>().Any();
            openApi.AddDocumentTransformer<HubDocumentTransformer>();
            openApi.AddOperationTransformer<HubOperationTransformer>();
        });
    }

    private static void AddAuthentication(IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ModelHubAuthenticationHandler>(ModelHubAuthenticationDefaults.Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(
            ModelHubAuthenticationDefaults.Policy,
            policy => policy.AddAuthenticationSchemes(ModelHubAuthenticationDefaults.Scheme).RequireAuthenticatedUser());
    }

    private static void AddHealthChecks(IServiceCollection services)
    {
        var timeout = TimeSpan.FromSeconds(HealthCheckSeconds);
        string[] tags = [HealthEndpoints.ReadyTag];
        services.AddHealthChecks()
            .AddCheck<ModelStoreHealthCheck>("model_store", tags: tags, timeout: timeout)
            .AddCheck<ArtifactStoreHealthCheck>("artifact_store", tags: tags, timeout: timeout);
    }
}
