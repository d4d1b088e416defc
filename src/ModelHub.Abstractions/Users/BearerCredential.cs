namespace ModelHub;

/// <summary>A token from the <c>Authorization: Bearer</c> header.</summary>
public sealed record BearerCredential(string Token) : Credential;
