namespace ModelHub.Storage.Sql;

/// <summary>A row of <c>schema_migrations</c>.</summary>
internal sealed record AppliedMigration
{
    public long Number { get; init; }

    public string Name { get; init; } = "";

    public string Checksum { get; init; } = "";
}
