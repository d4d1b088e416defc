using Microsoft.AspNetCore.Http;

namespace ModelHub.AspNetCore;

/// <summary>A failure as a client gets to see it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Snake-case text that a program can tell failures apart by.</param>
/// <param name="Detail">For a person.</param>
internal sealed record HttpError(int Status, string Code, string Detail)
{
    public const string InternalCode = "internal";

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Turns any exception into what the client may know of it.</summary>
    public static HttpError From(Exception exception) => exception switch
    {
        ModelHubException e => new HttpError(StatusOf(e.Code), CodeOf(e.Code), e.Message) { Errors = e.Errors },
        HttpErrorException e => new HttpError(e.Status, e.Code, e.Message),
        BadHttpRequestException e => From(e),
        _ => new HttpError(StatusCodes.Status500InternalServerError, InternalCode, "Something went wrong inside the hub; tell its operator the trace id."),
    };

    /// <summary>What an empty response of this status means; null for statuses that are no error of routing.</summary>
    public static HttpError? FromStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => new HttpError(status, "not_found", "There is nothing at this address; /openapi/v1.json lists what there is."),
        StatusCodes.Status405MethodNotAllowed => new HttpError(status, "method_not_allowed", "This address does not take this method; the Allow header lists those it takes."),
        StatusCodes.Status415UnsupportedMediaType => new HttpError(status, "unsupported_media_type", "This address does not take this Content-Type; /openapi/v1.json lists what it takes."),
        StatusCodes.Status416RangeNotSatisfiable => new HttpError(status, CodeOf(ModelHubErrorCode.RangeNotSatisfiable), "The range lies outside the file; Content-Range tells its size."),
        StatusCodes.Status412PreconditionFailed => new HttpError(status, "precondition_failed", "A condition of the request (If-Match, If-Unmodified-Since) does not hold."),
        _ => null,
    };

    private static HttpError From(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new HttpError(exception.StatusCode, CodeOf(ModelHubErrorCode.TooLarge), exception.Message),
        StatusCodes.Status408RequestTimeout => new HttpError(exception.StatusCode, "request_timeout", "The body came too slowly."),
        _ => new HttpError(exception.StatusCode, CodeOf(ModelHubErrorCode.InvalidInput), "The request is broken or was cut off."),
    };

    private static int StatusOf(ModelHubErrorCode code) => code switch
    {
        ModelHubErrorCode.InvalidInput => StatusCodes.Status400BadRequest,
        ModelHubErrorCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        ModelHubErrorCode.Forbidden => StatusCodes.Status403Forbidden,
        ModelHubErrorCode.NotFound => StatusCodes.Status404NotFound,
        ModelHubErrorCode.Conflict => StatusCodes.Status409Conflict,
        ModelHubErrorCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ModelHubErrorCode.RangeNotSatisfiable => StatusCodes.Status416RangeNotSatisfiable,
        ModelHubErrorCode.Unsupported => StatusCodes.Status422UnprocessableEntity,
        ModelHubErrorCode.ChecksumMismatch => StatusCodes.Status422UnprocessableEntity,
        ModelHubErrorCode.InferenceFailed => StatusCodes.Status422UnprocessableEntity,
        ModelHubErrorCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static string CodeOf(ModelHubErrorCode code) => code switch
    {
        ModelHubErrorCode.InvalidInput => "invalid_input",
        ModelHubErrorCode.Unauthenticated => "unauthenticated",
        ModelHubErrorCode.Forbidden => "forbidden",
        ModelHubErrorCode.NotFound => "not_found",
        ModelHubErrorCode.Conflict => "conflict",
        ModelHubErrorCode.TooLarge => "too_large",
        ModelHubErrorCode.RangeNotSatisfiable => "range_not_satisfiable",
        ModelHubErrorCode.Unsupported => "unsupported",
        ModelHubErrorCode.ChecksumMismatch => "checksum_mismatch",
        ModelHubErrorCode.InferenceFailed => "inference_failed",
        ModelHubErrorCode.Unavailable => "unavailable",
        _ => InternalCode,
    };
}
