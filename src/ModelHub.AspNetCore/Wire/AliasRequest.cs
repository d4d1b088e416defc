namespace ModelHub.AspNetCore;

internal sealed record AliasRequest
{
    /// <summary>The ready version that the alias is to point to.</summary>
    public string? Version { get; init; }

    /// <summary>The version that it has to point to now; without it nobody asks.</summary>
    public string? Expected { get; init; }
}
