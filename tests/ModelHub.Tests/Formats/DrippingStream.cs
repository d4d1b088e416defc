namespace ModelHub.Tests.Formats;

/// <summary>Gives one byte with each asynchronous read, none otherwise; may fail at a place.</summary>
internal sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
{
    private readonly byte[] _bytes = bytes;

    public long FailAt { get; init; } = long.MaxValue;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= FailAt) throw new IOException("The disk is gone.");
        cancellationToken.ThrowIfCancellationRequested();
        if (buffer.IsEmpty || Position >= Length) return new(0);
        buffer.Span[0] = _bytes[Position++];
        return new(1);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Blocking.");

    public override int Read(Span<byte> buffer) => throw new NotSupportedException("Blocking.");
}
