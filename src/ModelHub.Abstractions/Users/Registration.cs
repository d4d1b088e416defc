namespace ModelHub;

/// <summary>What a person sends to get an account.</summary>
/// <param name="UserName">Follows <see cref="ModelName.PartRule"/>.</param>
/// <param name="Email">The mail address, or null.</param>
/// <param name="Password">Never stored and never logged.</param>
public sealed record Registration(string? UserName, string? Email, string? Password)
{
    /// <summary>The registration without its password, so that a log cannot hold it.</summary>
    public override string ToString() => $"Registration of {UserName}";
}
