namespace ModelHub;

/// <summary>What a store needs to create a user.</summary>
/// <param name="Name">A valid name, in lower case.</param>
/// <param name="Email">The mail address, or null.</param>
/// <param name="PasswordHash">The password's salted hash.</param>
/// <param name="Role">What the user may do.</param>
public sealed record NewUserAccount(string Name, string? Email, string PasswordHash, HubRole Role);
