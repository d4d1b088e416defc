namespace ModelHub.Tests.Formats;

/// <summary>A store of one object whose content does not seek, as a store behind HTTP. Knows nothing but to open ranges.</summary>
internal sealed class RangedStore(ArtifactKey key, byte[] content) : IArtifactStore
{
    public List<ByteRange> Opened { get; } = [];

    public int Open { get; private set; }

    public Exception? Failure { get; set; }

    public Task<ArtifactContent> OpenAsync(ArtifactKey wanted, ByteRange? range = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Failure is not null) return Task.FromException<ArtifactContent>(Failure);
        Assert.Equal(key, wanted);
        var (offset, length) = range!.Value;
        if (offset < 0 || offset >= content.Length) throw new ModelHubException(ModelHubErrorCode.RangeNotSatisfiable, "Outside.");
        var end = (int)Math.Min(content.Length, offset + (length ?? content.Length));
        Opened.Add(range.Value);
        Open++;
        var part = new OneWayStream(content, (int)offset, end - (int)offset, () => Open--);
        return Task.FromResult(new ArtifactContent(
            new ArtifactInfo(key, content.Length, "etag", DateTimeOffset.UnixEpoch), part, end - offset));
    }

    public Task<ArtifactPutResult> PutAsync(ArtifactKey key, Stream content, ArtifactPutOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ArtifactInfo?> FindAsync(ArtifactKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<ArtifactInfo> ListAsync(string bucket, string prefix = "", string? after = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task MoveAsync(ArtifactKey source, ArtifactKey destination, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<bool> DeleteAsync(ArtifactKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType) => null;

    private sealed class OneWayStream(byte[] content, int offset, int count, Action onClose) : MemoryStream(content, offset, count, writable: false)
    {
        public override bool CanSeek => false;

        public override ValueTask DisposeAsync()
        {
            onClose();
            return base.DisposeAsync();
        }
    }
}
