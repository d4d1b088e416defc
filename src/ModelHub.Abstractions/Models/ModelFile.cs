namespace ModelHub;

/// <summary>A file of a version.</summary>
/// <param name="Path">Relative, with <c>/</c> between segments; follows <see cref="ArtifactKey.PathRule"/>.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of the content; it is also the blob's address.</param>
/// <param name="MediaType">For example <c>application/octet-stream</c>.</param>
public sealed record ModelFile(string Path, long Size, Sha256Digest Sha256, string MediaType);
