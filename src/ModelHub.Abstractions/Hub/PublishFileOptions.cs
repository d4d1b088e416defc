namespace ModelHub;

/// <summary>What a publisher knows of a file before sending it.</summary>
public sealed record PublishFileOptions
{
    /// <summary>The media type; null means <c>application/octet-stream</c>.</summary>
    public string? MediaType { get; init; }

    /// <summary>The digest that the content has to have; null does not ask.</summary>
    public Sha256Digest? ExpectedSha256 { get; init; }

    /// <summary>The name of the file's field in error messages.</summary>
    public string Field { get; init; } = "model_file";
}
