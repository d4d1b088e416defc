using System.Text.Json.Serialization;

namespace ModelHub.AspNetCore;

/// <summary>The OAuth 2 password grant, as a form or as JSON. The hub has one kind of client: its fields are taken and not used.</summary>
internal sealed record TokenRequest
{
    public string? Username { get; init; }

    public string? Password { get; init; }

    [JsonPropertyName("grant_type")]
    public string? GrantType { get; init; }

    public string? Scope { get; init; }

    [JsonPropertyName("client_id")]
    public string? ClientId { get; init; }

    [JsonPropertyName("client_secret")]
    public string? ClientSecret { get; init; }
}
