using System.Text.Json.Serialization;

namespace ModelHub.AspNetCore;

/// <summary>A bearer token; <c>expires_in</c> is in seconds.</summary>
internal sealed record TokenResponse(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] long ExpiresIn);
