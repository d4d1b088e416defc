namespace ModelHub;

/// <summary>A user's name and password.</summary>
public sealed record PasswordCredential(string UserName, string Password) : Credential;
