namespace ModelHub;

/// <summary>What a store needs to make a version, complete and ready, in one transaction.</summary>
public sealed record NewModelVersion
{
    /// <summary>The model; it is created when it does not exist.</summary>
    public required NewModel Model { get; init; }

    /// <summary>Its number.</summary>
    public required SemanticVersion Version { get; init; }

    /// <inheritdoc cref="ModelVersion.Format"/>
    public required string Format { get; init; }

    /// <inheritdoc cref="ModelVersion.EntryFile"/>
    public required string EntryFile { get; init; }

    /// <summary>At least one file; no two paths are the same.</summary>
    public required IReadOnlyList<ModelFile> Files { get; init; }

    /// <inheritdoc cref="ModelVersion.Signature"/>
    public ModelSignature? Signature { get; init; }

    /// <inheritdoc cref="ModelVersion.Changelog"/>
    public string Changelog { get; init; } = "";

    /// <inheritdoc cref="ModelVersion.MetadataJson"/>
    public string MetadataJson { get; init; } = "{}";

    /// <inheritdoc cref="ModelVersion.MetricsJson"/>
    public string MetricsJson { get; init; } = "{}";
}
