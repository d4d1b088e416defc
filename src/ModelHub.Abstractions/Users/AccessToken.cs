namespace ModelHub;

/// <summary>A token that was issued.</summary>
/// <param name="Value">The secret to send as a bearer token.</param>
/// <param name="ExpiresIn">How long it is valid from now.</param>
public sealed record AccessToken(string Value, TimeSpan ExpiresIn)
{
    /// <summary>The token's life, never its secret.</summary>
    public override string ToString() => $"AccessToken for {ExpiresIn}";
}
