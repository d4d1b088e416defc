namespace ModelHub;

/// <summary>A user as a store keeps it.</summary>
public sealed record UserAccount
{
    /// <summary>The numeric id, unique in the hub.</summary>
    public required long Id { get; init; }

    /// <inheritdoc cref="HubUser.Name"/>
    public required string Name { get; init; }

    /// <summary>The mail address; null where none was given.</summary>
    public string? Email { get; init; }

    /// <summary>The password's salted hash, never the password.</summary>
    public required string PasswordHash { get; init; }

    /// <inheritdoc cref="HubUser.Role"/>
    public required HubRole Role { get; init; }

    /// <summary>When the account was made, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
