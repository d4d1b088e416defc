using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ModelHub.AspNetCore;

internal static class AliasEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/models/{owner}/{name}/aliases", ListAsync).Describe("aliases", "Lists the aliases of a model.").Gives<PageResponse<AliasResponse>>().Fails(404);
        api.MapGet("/models/{owner}/{name}/aliases/{alias}", GetAsync).Describe("aliases", "Where an alias points to.").Gives<AliasResponse>().Fails(404);
        api.MapPut("/models/{owner}/{name}/aliases/{alias}", SetAsync).Describe("aliases", "Makes or moves an alias; expected guards against moving it over somebody else's move.")
            .Accepts<AliasRequest>("application/json").Gives<AliasResponse>().Fails(400, 403, 404, 409);
        api.MapDelete("/models/{owner}/{name}/aliases/{alias}", DeleteAsync).Describe("aliases", "Deletes an alias.")
            .Produces(StatusCodes.Status204NoContent).Fails(403, 404);
    }

    private static async Task<IResult> ListAsync(HttpContext http, string owner, string name, IModelHub hub)
    {
        var aliases = await hub.ListAliasesAsync(http.User.GetHubUser(), ModelName.Create(owner, name), http.RequestAborted);
        return TypedResults.Json(new PageResponse<AliasResponse>([.. aliases.Select(AliasResponse.From)], null), HubJson.Default.PageResponseAliasResponse);
    }

    private static async Task<IResult> GetAsync(HttpContext http, string owner, string name, string alias, IModelHub hub)
    {
        var aliases = await hub.ListAliasesAsync(http.User.GetHubUser(), ModelName.Create(owner, name), http.RequestAborted);
        var found = aliases.FirstOrDefault(candidate => candidate.Name.Equals(alias, StringComparison.OrdinalIgnoreCase))
            ?? throw new ModelHubException(ModelHubErrorCode.NotFound, "The model has no such alias.");
        return TypedResults.Json(AliasResponse.From(found), HubJson.Default.AliasResponse);
    }

    private static async Task<IResult> SetAsync(HttpContext http, string owner, string name, string alias, IModelHub hub)
    {
        var body = await JsonBody.ReadAsync(http, HubJson.Default.AliasRequest);
        var target = Parse("version", body.Version) ?? throw ModelHubException.Invalid("version", "Is missing.");
        var set = await hub.SetAliasAsync(
            http.User.GetHubUser(), ModelName.Create(owner, name), alias, target, Parse("expected", body.Expected), http.RequestAborted);
        return TypedResults.Json(AliasResponse.From(set), HubJson.Default.AliasResponse);
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, string owner, string name, string alias, IModelHub hub)
    {
        await hub.DeleteAliasAsync(http.User.GetHubUser(), ModelName.Create(owner, name), alias, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static SemanticVersion? Parse(string field, string? text)
    {
        if (text is null) return null;
        return SemanticVersion.TryParse(text, out var version) ? version : throw ModelHubException.Invalid(field, $"Needs {SemanticVersion.Rule}.");
    }
}
