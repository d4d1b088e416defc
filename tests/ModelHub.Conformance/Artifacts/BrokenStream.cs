namespace ModelHub.Conformance.Artifacts;

/// <summary>Gives some bytes and then does what a client does that goes away: fails, or never gives another one.</summary>
internal sealed class BrokenStream(int length, Func<CancellationToken, Task> atEnd) : Stream
{
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static BrokenStream Failing(int length) => new(length, _ => throw new IOException("The client went away."));

    public static BrokenStream Stalling(int length, Action onStall) => new(length, cancellationToken =>
    {
        onStall();
        return Task.Delay(Timeout.Infinite, cancellationToken);
    });

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given == length) await atEnd(cancellationToken);
        var count = Math.Min(buffer.Length, length - _given);
        buffer.Span[..count].Fill((byte)'b');
        _given += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A store reads asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
