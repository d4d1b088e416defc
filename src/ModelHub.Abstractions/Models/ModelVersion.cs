namespace ModelHub;

/// <summary>A version of a model; immutable once <see cref="ModelVersionState.Ready"/>.</summary>
public sealed record ModelVersion
{
    /// <summary>The numeric id, unique in the hub.</summary>
    public required long Id { get; init; }

    /// <summary>The model it belongs to.</summary>
    public required long ModelId { get; init; }

    /// <summary>Its number.</summary>
    public required SemanticVersion Version { get; init; }

    /// <summary>Where it stands.</summary>
    public required ModelVersionState State { get; init; }

    /// <summary>One of <see cref="ModelFormats"/>, or an engine's own.</summary>
    public required string Format { get; init; }

    /// <summary>The path of the file that <see cref="Format"/> speaks of: what an engine loads.</summary>
    public required string EntryFile { get; init; }

    /// <summary>Its files, in order of path.</summary>
    public required IReadOnlyList<ModelFile> Files { get; init; }

    /// <summary>What it takes and gives; null where the format does not say.</summary>
    public ModelSignature? Signature { get; init; }

    /// <summary>What changed; may be empty.</summary>
    public string Changelog { get; init; } = "";

    /// <summary>A JSON object of the publisher's choice, as text.</summary>
    public string MetadataJson { get; init; } = "{}";

    /// <summary>A JSON object of measured figures, as text.</summary>
    public string MetricsJson { get; init; } = "{}";

    /// <summary>When it was published, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>All files together, in bytes.</summary>
    public long Size => Files.Sum(file => file.Size);
}
