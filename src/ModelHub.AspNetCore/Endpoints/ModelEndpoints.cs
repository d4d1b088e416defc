using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ModelHub.AspNetCore;

internal static class ModelEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/models", CreateAsync).Describe("models", "Publishes a model with a version from a form, or makes a model without versions from JSON.")
            .Accepts<ModelRequest>("application/json", "multipart/form-data").WithMetadata(PublishFormMarker.Model)
            .Gives<ModelResponse>(StatusCodes.Status201Created).Fails(400, 409, 413, 415, 422);
        api.MapGet("/models", ListAsync).Describe("models", "Lists the models that the caller may see, newest first.").WithMetadata(QueryParameter.Owner, QueryParameter.Cursor, QueryParameter.Limit)
            .Gives<PageResponse<ModelResponse>>().Fails(400);
        api.MapGet("/models/{id:long}", GetByIdAsync).Describe("models", "A model by its id.").Gives<ModelResponse>().Fails(404);
        api.MapGet("/models/{owner}/{name}", GetAsync).Describe("models", "A model with its current version.").Gives<ModelResponse>().Fails(404);
        api.MapPatch("/models/{owner}/{name}", UpdateAsync).Describe("models", "Changes what the body names. If-Match takes the ETag that the change is based on.")
            .Accepts<ModelRequest>("application/json").Gives<ModelResponse>().Fails(400, 403, 404, 409, 412);
        api.MapDelete("/models/{owner}/{name}", DeleteAsync).Describe("models", "Deletes a model with all its versions.")
            .Produces(StatusCodes.Status204NoContent).Fails(403, 404);
    }

    public static async Task<IResult> CreateAsync(HttpContext http, IModelHub hub, IOptions<HttpApiOptions> options)
    {
        if (FormPublisher.IsForm(http.Request)) return await PublishAsync(http, hub, options.Value, PublishFields.ForModel());
        var body = await JsonBody.ReadAsync(http, HubJson.Default.ModelRequest);
        var request = new PublishRequest { Owner = body.Owner, Name = body.Name, Details = body.ToDetails() };
        var model = await hub.CreateModelAsync(http.User.GetHubUser(), request, http.RequestAborted);
        http.Response.Headers.Location = Address(http, model.Name);
        return Describe(http, ModelResponse.From(model), StatusCodes.Status201Created);
    }

    public static async Task<IResult> PublishAsync(HttpContext http, IModelHub hub, HttpApiOptions options, PublishFields fields)
    {
        BodyReader.Limit(http, options.MaxFormBytes, HttpApiOptions.Section + ":MaxFormBytes");
        await using var session = hub.BeginPublish(http.User.GetHubUser());
        return Created(http, await new FormPublisher(http, session, fields).PublishAsync());
    }

    public static IResult Created(HttpContext http, ModelAndVersion published)
    {
        http.Response.Headers.Location = $"{Address(http, published.Model.Name)}/versions/{published.Version.Version}";
        return Describe(http, ModelResponse.From(published), StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IModelHub hub)
    {
        var owner = http.Request.Query["owner"].ToString();
        var query = new ModelQuery { Owner = owner.Length == 0 ? null : owner.ToLowerInvariant(), Page = Route.Page(http.Request.Query) };
        var page = await hub.ListModelsAsync(http.User.GetHubUser(), query, http.RequestAborted);
        return TypedResults.Json(
            new PageResponse<ModelResponse>([.. page.Items.Select(ModelResponse.From)], page.NextCursor), HubJson.Default.PageResponseModelResponse);
    }

    private static async Task<IResult> GetAsync(HttpContext http, string owner, string name, IModelHub hub) =>
        await ShowAsync(http, hub, await hub.GetModelAsync(http.User.GetHubUser(), ModelName.Create(owner, name), http.RequestAborted));

    private static async Task<IResult> GetByIdAsync(HttpContext http, long id, IModelHub hub) =>
        await ShowAsync(http, hub, await hub.GetModelAsync(http.User.GetHubUser(), id, http.RequestAborted));

    private static async Task<IResult> ShowAsync(HttpContext http, IModelHub hub, Model model)
    {
        if (model.CurrentVersion is null) return Describe(http, ModelResponse.From(model));
        var found = await hub.ResolveAsync(http.User.GetHubUser(), new ModelReference(model.Name), http.RequestAborted);
        return Describe(http, ModelResponse.From(found));
    }

    private static async Task<IResult> UpdateAsync(HttpContext http, string owner, string name, IModelHub hub)
    {
        var user = http.User.GetHubUser();
        var model = ModelName.Create(owner, name);
        var body = await JsonBody.ReadAsync(http, HubJson.Default.ModelRequest);
        if (body.Name is not null || body.Owner is not null) throw ModelHubException.Invalid(body.Name is null ? "owner" : "name", "Cannot be changed; display_name can.");
        var condition = http.Request.GetTypedHeaders().IfMatch;
        var conditional = condition.Count > 0 || http.Request.Headers.IfMatch.Count > 0;
        var expected = conditional ? await MatchAsync(hub, user, model, condition, http.RequestAborted) : body.RowVersion;
        try
        {
            return Describe(http, ModelResponse.From(await hub.UpdateModelAsync(user, model, body.ToDetails(), expected, http.RequestAborted)));
        }
        catch (ModelHubException exception) when (conditional && exception.Code == ModelHubErrorCode.Conflict)
        {
            throw Stale();
        }
    }

    // RFC 9110, 13.1.1: "*" matches what exists; weak tags never match.
    private static async Task<long> MatchAsync(IModelHub hub, HubUser user, ModelName name, IList<EntityTagHeaderValue> condition, CancellationToken cancellationToken)
    {
        var present = await hub.GetModelAsync(user, name, cancellationToken);
        var tag = new EntityTagHeaderValue(Tag(present.RowVersion));
        return condition.Any(wanted => wanted.Equals(EntityTagHeaderValue.Any) || wanted.Compare(tag, useStrongComparison: true))
            ? present.RowVersion
            : throw Stale();
    }

    private static HttpErrorException Stale() =>
        new(StatusCodes.Status412PreconditionFailed, "precondition_failed", "The model is not what If-Match names any more; read it again.");

    private static async Task<IResult> DeleteAsync(HttpContext http, string owner, string name, IModelHub hub)
    {
        await hub.DeleteModelAsync(http.User.GetHubUser(), ModelName.Create(owner, name), http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static JsonHttpResult<ModelResponse> Describe(HttpContext http, ModelResponse model, int status = StatusCodes.Status200OK)
    {
        http.Response.Headers.ETag = Tag(model.RowVersion);
        return TypedResults.Json(model, HubJson.Default.ModelResponse, statusCode: status);
    }

    private static string Tag(long rowVersion) => string.Create(CultureInfo.InvariantCulture, $"\"{rowVersion}\"");

    private static string Address(HttpContext http, ModelName name) => $"{http.Request.PathBase}/api/v1/models/{name}";
}
