using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace ModelHub.AspNetCore;

internal static class PredictEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        Describe(api.MapPost("/models/{owner}/{name}/predict", PredictAsync), "Runs the current version, or the one that the name carries, as in m@1.0.0.");
        Describe(api.MapPost("/models/{owner}/{name}/versions/{version}/predict", PredictVersionAsync), "Runs a version or what an alias points to.");
    }

    private static void Describe(RouteHandlerBuilder endpoint, string summary) => endpoint
        .Describe("predict", summary).Accepts<PredictDocument>("application/json")
        .Gives<PredictResultDocument>().Fails(400, 404, 413, 422, 503);

    private static Task PredictAsync(HttpContext http, string owner, string name, IModelHub hub, IOptions<HttpApiOptions> options) =>
        RunAsync(http, Route.Reference(owner, name), hub, options.Value);

    private static Task PredictVersionAsync(HttpContext http, string owner, string name, string version, IModelHub hub, IOptions<HttpApiOptions> options) =>
        RunAsync(http, Route.Reference(owner, name, version), hub, options.Value);

    private static async Task RunAsync(HttpContext http, ModelReference reference, IModelHub hub, HttpApiOptions options)
    {
        JsonBody.RequireJson(http.Request);
        // The body comes first: a slow sender must not keep a model from being unloaded.
        using var body = await BodyReader.ReadAsync(http, options.MaxPredictBytes, HttpApiOptions.Section + ":MaxPredictBytes");
        using var lease = await hub.LeaseAsync(http.User.GetHubUser(), reference, http.RequestAborted);
        using var request = PredictJson.Read(body.Written.Span, lease.Signature, options.MaxTensorElements);
        body.Dispose();
        using var response = await lease.RunAsync(request, http.RequestAborted);
        await PredictJson.WriteAsync(http.Response, reference.Model, lease.Version, response);
    }
}
