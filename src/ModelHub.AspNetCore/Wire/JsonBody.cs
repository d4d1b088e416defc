using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace ModelHub.AspNetCore;

/// <summary>Reads small JSON bodies.</summary>
internal static class JsonBody
{
    private const int MaxBytes = 1024 * 1024;

    public static async Task<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
    {
        RequireJson(http.Request);
        using var body = await BodyReader.ReadAsync(http, MaxBytes, "the hub");
        try
        {
            return JsonSerializer.Deserialize(body.Written.Span, type) ?? throw ModelHubException.Invalid("body", "Needs a JSON object.");
        }
        catch (JsonException exception)
        {
            throw Describe(exception);
        }
    }

    /// <exception cref="HttpErrorException">415: it is something else than JSON. A body without a type is taken as JSON.</exception>
    public static void RequireJson(HttpRequest request)
    {
        if (request.ContentType is { Length: > 0 } && !request.HasJsonContentType())
        {
            throw new HttpErrorException(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send JSON: Content-Type: application/json.");
        }
    }

    private static ModelHubException Describe(JsonException exception)
    {
        // The serializer wraps what the reader says of broken JSON; what it says itself names the .NET types of the hub.
        if (exception.InnerException is JsonException || exception.Path is null or "" or "$") return JsonText.Broken(exception);
        var field = exception.Path.StartsWith("$.", StringComparison.Ordinal) ? exception.Path[2..] : exception.Path;
        return ModelHubException.Invalid(field, "Is unknown here, sent twice, or of the wrong type; /openapi/v1.json tells what is expected.");
    }
}
