namespace ModelHub;

/// <summary>What a store knows of an object without reading it.</summary>
/// <param name="Key">Where it lies.</param>
/// <param name="Size">In bytes.</param>
/// <param name="ETag">Changes whenever the content does; opaque, without quotes.</param>
/// <param name="LastModified">When it was put, in UTC.</param>
public sealed record ArtifactInfo(ArtifactKey Key, long Size, string ETag, DateTimeOffset LastModified);
