namespace ReferenceHost.Tests;

/// <summary>Bytes of any length without repetition that a deduplicating or compressing layer could use, made as they are read.</summary>
internal sealed class PatternStream(long length) : Stream
{
    private const int BlockSize = 1 << 16;
    private readonly byte[] _block = MakeBlock();
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var offset = (int)(_position % BlockSize);
        if (offset == 0) BitConverter.TryWriteBytes(_block, _position);
        var count = (int)Math.Min(Math.Min(buffer.Length, BlockSize - offset), length - _position);
        _block.AsSpan(offset, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte[] MakeBlock()
    {
        var block = new byte[BlockSize];
        new Random(1).NextBytes(block);
        return block;
    }
}
