using System.Text.Json.Serialization;

namespace ModelHub.AspNetCore;

internal sealed record UserResponse
{
    public string? Id { get; init; }

    public required string Username { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Email { get; init; }

    public required string Role { get; init; }

    [JsonPropertyName("created_at")]
    public DateTime? CreatedAt { get; init; }

    public static UserResponse From(UserAccount account) => new()
    {
        Id = account.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Username = account.Name,
        Email = account.Email,
        Role = RoleName(account.Role),
        CreatedAt = account.CreatedAt.UtcDateTime,
    };

    public static UserResponse From(HubUser user) => new() { Username = user.Name, Role = RoleName(user.Role) };

    private static string RoleName(HubRole role) => role == HubRole.Admin ? "admin" : "member";
}
