namespace ModelHub;

/// <summary>What a put promises and allows.</summary>
public sealed record ArtifactPutOptions
{
    /// <summary>The digest that the content has to have; null does not ask.</summary>
    public Sha256Digest? ExpectedSha256 { get; init; }

    /// <summary>The most bytes to take; null takes any number.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>Told the bytes taken so far, every few MiB.</summary>
    public IProgress<long>? Progress { get; init; }
}
