namespace ModelHub.Storage.Sql;

/// <summary>A row of <c>model_aliases</c> with its version's number.</summary>
internal sealed class AliasRow
{
    public string Name { get; init; } = "";

    public string Version { get; init; } = "";

    public long UpdatedAt { get; init; }

    public string UpdatedBy { get; init; } = "";

    public ModelAlias ToAlias() =>
        new(Name, SemanticVersion.Parse(Version), DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt), UpdatedBy);
}
