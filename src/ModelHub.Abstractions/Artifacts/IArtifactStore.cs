namespace ModelHub;

/// <summary>Keeps objects by key. It checks no permissions: <see cref="IModelHub"/> does.</summary>
/// <remarks>
/// Safe to call from many threads and many hosts at once. A put is atomic and, once it returns, durable: a reader sees
/// the old object, the new one, or nothing, and a crash leaves one of these. All methods fail with
/// <see cref="ModelHubErrorCode.Unavailable"/> while the store does not answer.
/// </remarks>
public interface IArtifactStore
{
    /// <summary>Stores what the stream still holds, replacing an object of the same key. Memory use does not depend on the size.</summary>
    /// <exception cref="ModelHubException">
    /// <see cref="ModelHubErrorCode.TooLarge"/>: more than <see cref="ArtifactPutOptions.MaxBytes"/>;
    /// <see cref="ModelHubErrorCode.ChecksumMismatch"/>: not the expected digest. Neither changes what was stored.
    /// </exception>
    Task<ArtifactPutResult> PutAsync(
        ArtifactKey key, Stream content, ArtifactPutOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Opens an object, or a part of it.</summary>
    /// <exception cref="ModelHubException">
    /// <see cref="ModelHubErrorCode.NotFound"/>: no such object;
    /// <see cref="ModelHubErrorCode.RangeNotSatisfiable"/>: the range starts at or past the end, or is negative.
    /// A null range opens an empty object.
    /// </exception>
    Task<ArtifactContent> OpenAsync(ArtifactKey key, ByteRange? range = null, CancellationToken cancellationToken = default);

    /// <summary>What is known of an object, or null when there is none.</summary>
    Task<ArtifactInfo?> FindAsync(ArtifactKey key, CancellationToken cancellationToken = default);

    /// <summary>Lists the objects whose path starts with a prefix, in ordinal order of the path's UTF-8.</summary>
    /// <param name="bucket">The bucket; one that was never put to is empty.</param>
    /// <param name="prefix">Any text, also the middle of a segment; empty lists all.</param>
    /// <param name="after">Only paths that sort after this one; null starts at the first.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<ArtifactInfo> ListAsync(
        string bucket, string prefix = "", string? after = null, CancellationToken cancellationToken = default);

    /// <summary>Moves an object inside the store, replacing one at the destination, without copying its bytes through the host.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.NotFound"/>: no object at the source.</exception>
    Task MoveAsync(ArtifactKey source, ArtifactKey destination, CancellationToken cancellationToken = default);

    /// <summary>Deletes an object; false when there was none. Content that is open stays readable.</summary>
    Task<bool> DeleteAsync(ArtifactKey key, CancellationToken cancellationToken = default);

    /// <summary>A capability beyond this contract, such as <see cref="ILocalFiles"/>, or null when the store has none of it.</summary>
    object? GetService(Type serviceType);
}
