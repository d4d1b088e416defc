namespace ModelHub.Storage.Sql;

/// <summary>A row of <c>model_versions</c>.</summary>
internal sealed class VersionRow
{
    public long Id { get; init; }

    public long ModelId { get; init; }

    public string Version { get; init; } = "";

    public string SortKey { get; init; } = "";

    public string State { get; init; } = "";

    public string Format { get; init; } = "";

    public string EntryFile { get; init; } = "";

    public string? Signature { get; init; }

    public string Changelog { get; init; } = "";

    public string Metadata { get; init; } = "";

    public string Metrics { get; init; } = "";

    public long CreatedAt { get; init; }

    public ModelVersion ToVersion(IEnumerable<FileRow> files) => new()
    {
        Id = Id,
        ModelId = ModelId,
        Version = SemanticVersion.Parse(Version),
        State = EnumText.Parse<ModelVersionState>(State),
        Format = Format,
        EntryFile = EntryFile,
        Files = [.. files.Select(file => file.ToFile())],
        Signature = JsonText.ParseSignature(Signature),
        Changelog = Changelog,
        MetadataJson = Metadata,
        MetricsJson = Metrics,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
    };
}
