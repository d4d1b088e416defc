namespace ModelHub;

/// <summary>What a publisher says about a version and its model, as it was sent: the hub validates it.</summary>
public sealed record PublishRequest
{
    /// <summary>The owner; null means the caller.</summary>
    public string? Owner { get; init; }

    /// <summary>The model's name, or a display name whose <see cref="ModelName.Slug"/> becomes the name.</summary>
    public string? Name { get; init; }

    /// <summary>The version, with or without a leading <c>v</c>.</summary>
    public string? Version { get; init; }

    /// <summary>The format as the publisher knows it. It may fill in what the content does not tell, never contradict it.</summary>
    public string? Format { get; init; }

    /// <summary>What to say about the model. A null leaves what an existing model has.</summary>
    public ModelDetails Details { get; init; } = new();

    /// <summary>What changed in this version.</summary>
    public string? Changelog { get; init; }

    /// <summary>A JSON object of the publisher's choice.</summary>
    public string? MetadataJson { get; init; }

    /// <summary>A JSON object of measured figures.</summary>
    public string? MetricsJson { get; init; }
}
