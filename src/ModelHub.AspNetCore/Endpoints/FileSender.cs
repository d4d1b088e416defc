using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace ModelHub.AspNetCore;

/// <summary>Sends a file of a version. Ranges and conditions are the framework's; several ranges at once are answered with the whole file.</summary>
internal sealed class FileSender(IModelHub hub, ErrorWriter errors, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger("ModelHub.AspNetCore");

    /// <param name="http">The request.</param>
    /// <param name="found">The model and the version.</param>
    /// <param name="path">The file's path in the version.</param>
    /// <param name="isExact">Whether the address names the version itself, so that its content never changes.</param>
    public async Task SendAsync(HttpContext http, ModelAndVersion found, string path, bool isExact)
    {
        var file = found.Version.Files.FirstOrDefault(candidate => candidate.Path == path)
            ?? throw new ModelHubException(ModelHubErrorCode.NotFound, "The version has no such file.");
        var response = http.Response;
        DigestHeaders.Write(response.Headers, file.Sha256);
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = isExact ? "private, max-age=31536000, immutable" : "private, no-cache";
        try
        {
            await SendAsync(http, file, found.Version.CreatedAt);
        }
        finally
        {
            if (IsDownload(http)) await CountAsync(found.Model);
        }

        if (!response.HasStarted && HttpError.FromStatus(response.StatusCode) is { } error) await errors.WriteAsync(http, error);
    }

    private async Task SendAsync(HttpContext http, ModelFile file, DateTimeOffset lastModified)
    {
        // RFC 9110, 14.2: a unit that is not known is passed over; the framework would take any for bytes.
        var range = http.Request.GetTypedHeaders().Range;
        if (range is not null && !range.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase)) http.Request.Headers.Range = default;
        var tag = new EntityTagHeaderValue($"\"{file.Sha256.Hex}\"");
        var name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
        if (hub.FindLocalPath(file) is { } local)
        {
            // The kernel copies the file to the socket.
            await TypedResults.PhysicalFile(local, file.MediaType, name, lastModified, tag, enableRangeProcessing: true).ExecuteAsync(http);
            return;
        }

        await using var content = new BlobStream(hub, file, range);
        await TypedResults.Stream(content, file.MediaType, name, lastModified, tag, enableRangeProcessing: true).ExecuteAsync(http);
    }

    // Whoever resumes was counted when the download began.
    private static bool IsDownload(HttpContext http) =>
        http.Response.HasStarted
        && HttpMethods.IsGet(http.Request.Method)
        && http.Response.StatusCode switch
        {
            StatusCodes.Status200OK => true,
            StatusCodes.Status206PartialContent => http.Response.Headers.ContentRange.ToString().StartsWith("bytes 0-", StringComparison.Ordinal),
            _ => false,
        };

    private async Task CountAsync(Model model)
    {
        try
        {
            await hub.CountDownloadAsync(model, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The file is sent: a count that is one short is no reason to break the connection.
            Log.DownloadNotCounted(_logger, exception, model.Id);
        }
    }
}
