using System.Buffers;

namespace ModelHub.Formats;

/// <summary>An object of a store whose content does not seek, as a seekable stream: it opens the ranges that are asked for.</summary>
/// <remarks>For asynchronous reads only, and not safe for use by several threads at once.</remarks>
internal sealed class ArtifactReadStream(IArtifactStore store, ArtifactKey key, long length) : Stream
{
    private const int BufferBytes = 256 * 1024;

    private byte[]? _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private long _start; // of the buffer, in the object
    private int _count;
    private long _position;

    public override bool CanRead => _buffer is not null;

    public override bool CanSeek => _buffer is not null;

    public override bool CanWrite => false;

    public override long Length { get; } = length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        SeekOrigin.End => Length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, null),
    };

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var kept = _buffer;
        ObjectDisposedException.ThrowIf(kept is null, this);
        if (buffer.IsEmpty || _position >= Length) return 0;
        if (_position < _start || _position >= _start + _count) await FillAsync(kept, cancellationToken);
        var at = (int)(_position - _start);
        var count = Math.Min(buffer.Length, _count - at);
        kept.AsMemory(at, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Not supported: it would block a thread on the network.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _buffer, null) is { } buffer) ArrayPool<byte>.Shared.Return(buffer);
        base.Dispose(disposing);
    }

    private async ValueTask FillAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        var wanted = (int)Math.Min(BufferBytes, Length - _position);
        _count = 0; // nothing is kept if this fails
        await using var opened = await store.OpenAsync(key, new ByteRange(_position, wanted), cancellationToken);
        await opened.Content.ReadExactlyAsync(buffer.AsMemory(0, wanted), cancellationToken);
        _start = _position;
        _count = wanted;
    }
}
