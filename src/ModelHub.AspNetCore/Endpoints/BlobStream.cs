using Microsoft.Net.Http.Headers;

namespace ModelHub.AspNetCore;

/// <summary>A file of a store that is not on this machine, as a seekable stream: a part is opened where reading begins.</summary>
/// <param name="hub">Opens the parts.</param>
/// <param name="file">The file.</param>
/// <param name="wanted">The range that the client asks for, so that no more is opened than will be read.</param>
internal sealed class BlobStream(IModelHub hub, ModelFile file, RangeHeaderValue? wanted) : Stream
{
    private Stream? _part;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Size;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length == 0 || _position >= file.Size) return 0;
        var read = _part is null ? 0 : await _part.ReadAsync(buffer, cancellationToken);
        if (read == 0)
        {
            await ClosePartAsync();
            _part = (await hub.OpenFileAsync(file, new ByteRange(_position, WantedLength()), cancellationToken)).Content;
            read = await _part.ReadAsync(buffer, cancellationToken);
            if (read == 0) throw new EndOfStreamException("A blob is shorter than it was when it was published.");
        }

        _position += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A blob is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => _position + offset, _ => file.Size + offset };
        ArgumentOutOfRangeException.ThrowIfNegative(target, nameof(offset));
        if (target != _position)
        {
            _part?.Dispose();
            _part = null;
        }

        return _position = target;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await ClosePartAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _part?.Dispose();
        _part = null;
        base.Dispose(disposing);
    }

    private long? WantedLength() =>
        wanted?.Ranges is { Count: 1 } ranges && ranges.Single() is { From: { } from, To: { } to } && from == _position && to >= from
            ? to - from + 1
            : null;

    private async ValueTask ClosePartAsync()
    {
        if (_part is not null) await _part.DisposeAsync();
        _part = null;
    }
}
