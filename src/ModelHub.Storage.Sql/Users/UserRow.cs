namespace ModelHub.Storage.Sql;

/// <summary>A row of <c>users</c>.</summary>
internal sealed class UserRow
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string? Email { get; init; }

    public string PasswordHash { get; init; } = "";

    public string Role { get; init; } = "";

    public long CreatedAt { get; init; }

    public UserAccount ToAccount() => new()
    {
        Id = Id,
        Name = Name,
        Email = Email,
        PasswordHash = PasswordHash,
        Role = EnumText.Parse<HubRole>(Role),
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
    };
}
