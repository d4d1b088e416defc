using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ModelHub.AspNetCore;

internal static class FileEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(RouteGroupBuilder api)
    {
        Describe(api.MapMethods("/models/{owner}/{name}/versions/{version}/files/{**path}", Methods, GetAsync), "A file of a version. Takes Range, If-Range, If-None-Match and If-Match.");
        Describe(api.MapMethods("/models/{owner}/{name}/versions/{version}/download", Methods, GetEntryAsync), "The entry file of a version: its only file, or the one that an engine loads.");
        Describe(api.MapMethods("/models/{owner}/{name}/download", Methods, GetEntryAsync), "The entry file of the current version, or of ?version=.").WithMetadata(QueryParameter.Version);
        Describe(api.MapMethods("/models/{id:long}/download", Methods, GetEntryByIdAsync), "The entry file of a model's current version, by the model's id.");
        api.MapPut("/models/{owner}/{name}/versions/{version}/files/{**path}", PutAsync)
            .Describe("files", "Publishes a new version of one file of any size: the body. Details stand in the query string; Repr-Digest, Digest or x-checksum-sha256 promise its SHA-256.")
            .WithMetadata(PublishFormMarker.File).Gives<ModelResponse>(StatusCodes.Status201Created).Fails(400, 403, 404, 409, 413, 422);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint, string summary) => endpoint.Describe("files", summary)
        .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").Produces(StatusCodes.Status206PartialContent, contentType: "application/octet-stream")
        .Produces(StatusCodes.Status304NotModified).Fails(404, 412, 416);

    private static async Task GetAsync(HttpContext http, string owner, string name, string version, string path, IModelHub hub, FileSender sender)
    {
        var found = await hub.ResolveAsync(http.User.GetHubUser(), Route.Reference(owner, name, version), http.RequestAborted);
        await sender.SendAsync(http, found, path, IsExact(version));
    }

    private static async Task GetEntryAsync(HttpContext http, string owner, string name, IModelHub hub, FileSender sender)
    {
        var version = http.Request.RouteValues["version"] as string ?? http.Request.Query["version"].FirstOrDefault();
        var found = await hub.ResolveAsync(http.User.GetHubUser(), Route.Reference(owner, name, version), http.RequestAborted);
        await sender.SendAsync(http, found, found.Version.EntryFile, IsExact(version));
    }

    private static async Task GetEntryByIdAsync(HttpContext http, long id, IModelHub hub, FileSender sender)
    {
        var user = http.User.GetHubUser();
        var model = await hub.GetModelAsync(user, id, http.RequestAborted);
        var found = await hub.ResolveAsync(user, new ModelReference(model.Name), http.RequestAborted);
        await sender.SendAsync(http, found, found.Version.EntryFile, isExact: false);
    }

    private static async Task<IResult> PutAsync(HttpContext http, string owner, string name, string version, string path, IModelHub hub)
    {
        if (http.Request.Headers.ContentEncoding.Count > 0)
        {
            throw new HttpErrorException(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send the file as it is, without Content-Encoding.");
        }

        BodyReader.Limit(http, maxBytes: null);
        var request = PublishFields.ForFile(ModelName.Create(owner, name), version, http.Request.Query).ToRequest();
        var options = new PublishFileOptions
        {
            Field = "body",
            MediaType = FormPublisher.MediaTypeOf(http.Request.ContentType),
            ExpectedSha256 = DigestHeaders.Read(http.Request.Headers),
        };
        await using var session = hub.BeginPublish(http.User.GetHubUser());
        await session.CheckAsync(request, http.RequestAborted);
        await new RequestStream(http.Request.Body).FeedAsync(content => session.AddFileAsync(path, content, options, http.RequestAborted));
        return ModelEndpoints.Created(http, await session.CommitAsync(request, http.RequestAborted));
    }

    private static bool IsExact(string? version) => SemanticVersion.TryParse(version, out _);
}
