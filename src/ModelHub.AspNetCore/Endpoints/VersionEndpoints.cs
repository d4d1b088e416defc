using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace ModelHub.AspNetCore;

internal static class VersionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/models/{owner}/{name}/versions", PublishAsync).Describe("versions", "Publishes a version from a form.")
            .Accepts<ModelRequest>("multipart/form-data").WithMetadata(PublishFormMarker.Version)
            .Gives<ModelResponse>(StatusCodes.Status201Created).Fails(400, 403, 404, 409, 413, 415, 422);
        api.MapGet("/models/{owner}/{name}/versions", ListAsync).Describe("versions", "Lists the versions of a model, highest first.").WithMetadata(QueryParameter.Cursor, QueryParameter.Limit)
            .Gives<PageResponse<VersionResponse>>().Fails(400, 404);
        api.MapGet("/models/{owner}/{name}/versions/{version}", GetAsync).Describe("versions", "A version, or what an alias points to.").Gives<ModelResponse>().Fails(400, 404);
    }

    private static Task<IResult> PublishAsync(HttpContext http, string owner, string name, IModelHub hub, IOptions<HttpApiOptions> options) =>
        ModelEndpoints.PublishAsync(http, hub, options.Value, PublishFields.ForVersion(ModelName.Create(owner, name)));

    private static async Task<IResult> ListAsync(HttpContext http, string owner, string name, IModelHub hub)
    {
        var page = await hub.ListVersionsAsync(http.User.GetHubUser(), ModelName.Create(owner, name), Route.Page(http.Request.Query), http.RequestAborted);
        return TypedResults.Json(
            new PageResponse<VersionResponse>([.. page.Items.Select(VersionResponse.From)], page.NextCursor), HubJson.Default.PageResponseVersionResponse);
    }

    private static async Task<IResult> GetAsync(HttpContext http, string owner, string name, string version, IModelHub hub)
    {
        var found = await hub.ResolveAsync(http.User.GetHubUser(), Route.Reference(owner, name, version), http.RequestAborted);
        return TypedResults.Json(ModelResponse.From(found), HubJson.Default.ModelResponse);
    }
}
