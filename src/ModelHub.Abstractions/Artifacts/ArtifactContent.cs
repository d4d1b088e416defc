namespace ModelHub;

/// <summary>An open object. Dispose it to let go of the content.</summary>
/// <param name="info">The object the content belongs to.</param>
/// <param name="content">The bytes asked for, from their first. Not necessarily seekable.</param>
/// <param name="length">How many bytes <paramref name="content"/> gives.</param>
public sealed class ArtifactContent(ArtifactInfo info, Stream content, long length) : IAsyncDisposable
{
    /// <summary>The object as it was when it was opened; a later put does not change the content.</summary>
    public ArtifactInfo Info { get; } = info;

    /// <summary>The bytes asked for.</summary>
    public Stream Content { get; } = content;

    /// <summary>How many bytes <see cref="Content"/> gives.</summary>
    public long Length { get; } = length;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
