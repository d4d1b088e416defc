namespace ModelHub.AspNetCore;

/// <summary>A failure that only HTTP knows, such as 412 or 415. The message is written for the user.</summary>
internal sealed class HttpErrorException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}
