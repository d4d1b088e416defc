namespace ModelHub;

/// <summary>Which models a list holds; newest first.</summary>
public sealed record ModelQuery
{
    /// <summary>Only models of this owner; null for all owners.</summary>
    public string? Owner { get; init; }

    /// <summary>Which part of the list.</summary>
    public PageRequest Page { get; init; } = new();
}
