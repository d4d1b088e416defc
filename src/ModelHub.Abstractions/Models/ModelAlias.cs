namespace ModelHub;

/// <summary>A movable name for a version.</summary>
/// <param name="Name">In lower case; follows <see cref="AliasName.Rule"/>.</param>
/// <param name="Version">What it points to.</param>
/// <param name="UpdatedAt">When it was last moved, in UTC.</param>
/// <param name="UpdatedBy">Who moved it last.</param>
public sealed record ModelAlias(string Name, SemanticVersion Version, DateTimeOffset UpdatedAt, string UpdatedBy);
