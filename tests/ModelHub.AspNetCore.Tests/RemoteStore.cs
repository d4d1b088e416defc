using Microsoft.Extensions.DependencyInjection;

namespace ModelHub.AspNetCore.Tests;

/// <summary>The store of files without its local paths: what a store on another machine looks like.</summary>
internal sealed class RemoteStore(IArtifactStore inner) : IArtifactStore
{
    public Task<ArtifactPutResult> PutAsync(ArtifactKey key, Stream content, ArtifactPutOptions? options = null, CancellationToken cancellationToken = default) =>
        inner.PutAsync(key, content, options, cancellationToken);

    public async Task<ArtifactContent> OpenAsync(ArtifactKey key, ByteRange? range = null, CancellationToken cancellationToken = default)
    {
        var opened = await inner.OpenAsync(key, range, cancellationToken);
        return new ArtifactContent(opened.Info, new ForwardStream(opened.Content), opened.Length);
    }

    public Task<ArtifactInfo?> FindAsync(ArtifactKey key, CancellationToken cancellationToken = default) => inner.FindAsync(key, cancellationToken);

    public IAsyncEnumerable<ArtifactInfo> ListAsync(string bucket, string prefix = "", string? after = null, CancellationToken cancellationToken = default) =>
        inner.ListAsync(bucket, prefix, after, cancellationToken);

    public Task MoveAsync(ArtifactKey source, ArtifactKey destination, CancellationToken cancellationToken = default) =>
        inner.MoveAsync(source, destination, cancellationToken);

    public Task<bool> DeleteAsync(ArtifactKey key, CancellationToken cancellationToken = default) => inner.DeleteAsync(key, cancellationToken);

    public object? GetService(Type serviceType) => null;

    /// <summary>A stream that cannot seek and gives what arrives: a network.</summary>
    private sealed class ForwardStream(Stream inner) : Stream
    {
        private const int Packet = 1448;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(buffer[..Math.Min(Packet, buffer.Length)], cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

internal static class RemoteStoreExtensions
{
    /// <summary>Puts a <see cref="RemoteStore"/> around the store that is registered.</summary>
    public static void Decorate(this IServiceCollection services)
    {
        var local = services.Single(service => service.ServiceType == typeof(IArtifactStore));
        services.Remove(local);
        services.AddSingleton<IArtifactStore>(provider =>
            new RemoteStore((IArtifactStore)ActivatorUtilities.CreateInstance(provider, local.ImplementationType!)));
    }
}
