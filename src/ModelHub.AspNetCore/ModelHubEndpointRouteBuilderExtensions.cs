using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelHub;
using ModelHub.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the hub's endpoints.</summary>
public static class ModelHubEndpointRouteBuilderExtensions
{
    private const string OpenApiAddress = "/openapi/v1.json";

    /// <summary>
    /// Maps the whole HTTP edge: REST below <c>/api/v1</c>, Open Inference Protocol below <c>/v2</c>, health, OpenAPI and its page.
    /// </summary>
    /// <returns>The group of these endpoints, for conventions of the app's own.</returns>
    /// <exception cref="InvalidOperationException">A part is missing; the message says which call adds it.</exception>
    public static RouteGroupBuilder MapModelHub(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        Require(endpoints.ServiceProvider);
        var hub = endpoints.MapGroup("").WithMetadata(new HubEndpointMarker());
        hub.AddEndpointFilter(new ErrorBoundary(endpoints.ServiceProvider.GetRequiredService<ErrorWriter>()));
        var users = hub.MapGroup("").RequireAuthorization(ModelHubAuthenticationDefaults.Policy);
        var api = users.MapGroup("/api/v1");
        var limit = endpoints.ServiceProvider.GetRequiredService<AuthRateLimit>();

        AuthEndpoints.Map(hub, api, limit);
        ModelEndpoints.Map(api);
        VersionEndpoints.Map(api);
        FileEndpoints.Map(api);
        AliasEndpoints.Map(api);
        PredictEndpoints.Map(api);
        OpenInferenceEndpoints.Map(hub, users);
        HealthEndpoints.Map(hub);
        SeedAliases.Map(hub, limit);
        endpoints.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        endpoints.MapSwaggerUI("docs", page => page.SwaggerEndpoint(OpenApiAddress, "ModelHub v1")).AllowAnonymous();
        return hub;
    }

    private static void Require(IServiceProvider services)
    {
        var known = services.GetRequiredService<IServiceProviderIsService>();
        foreach (var (service, call) in (ReadOnlySpan<(Type, string)>)
        [
            (typeof(IModelHub), "services.AddModelHub()"),
            (typeof(ErrorWriter), "AddHttpApi()"),
            (typeof(IAuthProvider), "AddJwtAuthentication()"),
        ])
        {
            if (!known.IsService(service)) throw new InvalidOperationException($"MapModelHub() needs {call} on the hub's builder: there is no {service.Name}.");
        }
    }
}
