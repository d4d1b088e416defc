namespace ModelHub;

/// <summary>What a put stored.</summary>
/// <param name="Info">The object as it is now.</param>
/// <param name="Sha256">Computed while the content went through.</param>
public sealed record ArtifactPutResult(ArtifactInfo Info, Sha256Digest Sha256);
