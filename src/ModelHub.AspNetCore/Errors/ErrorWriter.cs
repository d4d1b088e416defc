using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace ModelHub.AspNetCore;

/// <summary>The one place where a failure becomes a response: problem details, or the protocol's own form below /v2.</summary>
internal sealed class ErrorWriter(ILoggerFactory loggers)
{
    private const int ClientClosedRequest = 499;
    private const string RetryAfterSeconds = "2";
    private readonly ILogger _logger = loggers.CreateLogger("ModelHub.AspNetCore");

    public Task WriteAsync(HttpContext context, Exception exception)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            Log.ClientGone(_logger, context.Request.Path);
            if (!context.Response.HasStarted) context.Response.StatusCode = ClientClosedRequest;
            return Task.CompletedTask;
        }

        var error = HttpError.From(exception);
        if (error.Code == HttpError.InternalCode) Log.Unexpected(_logger, exception, TraceId(context));
        else if (exception.InnerException is { } cause && error.Status >= StatusCodes.Status500InternalServerError) Log.Failed(_logger, cause, error.Code, TraceId(context));
        return WriteAsync(context, error);
    }

    public async Task WriteAsync(HttpContext context, HttpError error)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            // The status is on its way already: a cut connection is the only way left to tell that the body is not whole.
            Log.CutOff(_logger, error.Code, TraceId(context));
            context.Abort();
            return;
        }

        PrepareHeaders(response, error.Status);
        if (HttpMethods.IsHead(context.Request.Method)) return;
        if (IsOpenInference(context))
        {
            await response.WriteAsJsonAsync(new InferError(error.Detail), HubJson.Default.InferError, cancellationToken: context.RequestAborted);
        }
        else
        {
            await response.WriteAsJsonAsync(Describe(context, error), HubJson.Default.Problem, Problem.MediaType, context.RequestAborted);
        }
    }

    private static void PrepareHeaders(HttpResponse response, int status)
    {
        response.StatusCode = status;
        var headers = response.Headers;
        headers.ContentLength = null;
        headers.ContentDisposition = default;
        headers.ETag = default;
        headers.LastModified = default;
        headers.Location = default;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        if (status == StatusCodes.Status503ServiceUnavailable) headers.RetryAfter = RetryAfterSeconds;
    }

    private static Problem Describe(HttpContext context, HttpError error) => new()
    {
        Type = "urn:modelhub:error:" + error.Code,
        Title = ReasonPhrases.GetReasonPhrase(error.Status),
        Status = error.Status,
        Detail = error.Detail,
        Code = error.Code,
        Errors = error.Errors.Count == 0 ? null : error.Errors.GroupBy(e => e.Field, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(e => e.Message).ToArray(), StringComparer.Ordinal),
        TraceId = TraceId(context),
    };

    private static bool IsOpenInference(HttpContext context) => context.Request.Path.StartsWithSegments("/v2", StringComparison.OrdinalIgnoreCase);

    private static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
}
