using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace ModelHub.AspNetCore;

/// <summary>The Open Inference Protocol, version 2, over HTTP with JSON. A model's name is <c>owner/name</c>: two segments.</summary>
internal static class OpenInferenceEndpoints
{
    private const string BinaryHeader = "Inference-Header-Content-Length";

    private static readonly ServerMetadata Server = new(
        "modelhub", typeof(OpenInferenceEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0", []);

    public static void Map(RouteGroupBuilder open, RouteGroupBuilder users)
    {
        open.MapGet("/v2", () => TypedResults.Json(Server, HubJson.Default.ServerMetadata)).Describe("open inference", "What this server is.").Gives<ServerMetadata>();
        open.MapGet("/v2/health/live", () => TypedResults.Json(new ServerState(Live: true), HubJson.Default.ServerState)).Describe("open inference", "Whether the server runs.").Gives<ServerState>();
        open.MapGet("/v2/health/ready", GetReadyAsync).Describe("open inference", "Whether the server can serve.").Gives<ServerState>();
        foreach (var at in (ReadOnlySpan<string>)["/v2/models/{owner}/{name}", "/v2/models/{owner}/{name}/versions/{version}"])
        {
            users.MapGet(at, GetModelAsync).Describe("open inference", "What a model takes and gives.").Gives<ModelMetadata>();
            users.MapGet(at + "/ready", GetModelReadyAsync).Describe("open inference", "Whether a model can be served.").Gives<ModelState>();
            users.MapPost(at + "/infer", InferAsync).Describe("open inference", "Runs a model.")
                .Accepts<InferDocument>("application/json").Gives<InferDocument>();
        }
    }

    private static async Task<IResult> GetReadyAsync(HttpContext http, HealthCheckService health)
    {
        var report = await HealthEndpoints.CheckAsync(health, http.RequestAborted);
        var ready = report.Status == HealthStatus.Healthy;
        return TypedResults.Json(
            new ServerState(Ready: ready), HubJson.Default.ServerState, statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> GetModelAsync(HttpContext http, string owner, string name, IModelHub hub)
    {
        var user = http.User.GetHubUser();
        var reference = Reference(http, owner, name);
        var found = await hub.ResolveAsync(user, reference, http.RequestAborted);
        var versions = await hub.ListVersionsAsync(user, reference.Model, new PageRequest(Limit: PageRequest.MaxLimit), http.RequestAborted);
        var signature = SignatureResponse.From(await FindSignatureAsync(hub, user, reference, found.Version, http.RequestAborted));
        return TypedResults.Json(
            new ModelMetadata(
                reference.Model.ToString(), [.. versions.Items.Select(version => version.Version.ToString())],
                Platform(found.Version.Format), signature.Inputs, signature.Outputs),
            HubJson.Default.ModelMetadata);
    }

    // What the file does not tell, the loaded model does.
    private static async Task<ModelSignature> FindSignatureAsync(IModelHub hub, HubUser user, ModelReference reference, ModelVersion version, CancellationToken cancellationToken)
    {
        if (version.Signature is { } known) return known;
        if (!hub.CanServe(version)) return new ModelSignature([], []);
        using var lease = await hub.LeaseAsync(user, reference, cancellationToken);
        return lease.Signature;
    }

    private static async Task<IResult> GetModelReadyAsync(HttpContext http, string owner, string name, IModelHub hub)
    {
        var reference = Reference(http, owner, name);
        var found = await hub.ResolveAsync(http.User.GetHubUser(), reference, http.RequestAborted);
        if (!hub.CanServe(found.Version)) throw new ModelHubException(ModelHubErrorCode.Unsupported, $"This hub has no engine for the format '{found.Version.Format}'.");
        return TypedResults.Json(new ModelState(reference.Model.ToString(), Ready: true), HubJson.Default.ModelState);
    }

    private static async Task InferAsync(HttpContext http, string owner, string name, IModelHub hub, IOptions<HttpApiOptions> options)
    {
        if (http.Request.Headers.ContainsKey(BinaryHeader)) throw new ModelHubException(ModelHubErrorCode.Unsupported, "Binary tensors are not taken; send JSON.");
        JsonBody.RequireJson(http.Request);
        var reference = Reference(http, owner, name);
        using var body = await BodyReader.ReadAsync(http, options.Value.MaxPredictBytes, HttpApiOptions.Section + ":MaxPredictBytes");
        using var call = InferJson.Read(body.Written.Span, options.Value.MaxTensorElements);
        body.Dispose();
        using var lease = await hub.LeaseAsync(http.User.GetHubUser(), reference, http.RequestAborted);
        using var response = await lease.RunAsync(call.Request, http.RequestAborted);
        await InferJson.WriteAsync(http.Response, reference.Model, lease.Version, call.Id, response);
    }

    private static ModelReference Reference(HttpContext http, string owner, string name) =>
        Route.Reference(owner, name, http.Request.RouteValues["version"] as string);

    // The names that clients of the protocol know are framework_format.
    private static string Platform(string format) => format == ModelFormats.Onnx ? "onnxruntime_onnx" : format;
}
