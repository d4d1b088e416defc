using System.Buffers;

namespace ModelHub.Formats;

/// <summary>Walks the fields of a protobuf message in a seekable stream, passing over values by seeking.</summary>
/// <remarks>
/// Google.Protobuf reads what it skips, blocking, and a model is mostly weights. This goes from field to field; whatever
/// small message is of interest is then read whole and left to Google.Protobuf. Throws <see cref="InvalidDataException"/>
/// where the bytes are no fields.
/// </remarks>
internal sealed class WireReader(Stream content) : IDisposable
{
    private const int BufferBytes = 16 * 1024;
    private const int MaxFields = 2_000_000; // far beyond any model: a bound on the time that a hostile file takes
    private const int MaxVarintBytes = 10;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private long _start; // of the buffer, in the stream
    private int _count;
    private int _fields;

    /// <summary>Where the next byte is read, from the start of the stream.</summary>
    public long Position { get; private set; }

    /// <summary>The next field of the message that ends there; null at its end.</summary>
    public async ValueTask<WireField?> NextAsync(long end, CancellationToken cancellationToken)
    {
        if (Position == end) return null;
        if (++_fields > MaxFields) throw new InvalidDataException("Too many fields.");
        var tag = await ReadVarintAsync(cancellationToken);
        var number = tag >> 3;
        if (number is 0 or > 0x1FFFFFFF) throw new InvalidDataException("Not a field number.");
        var type = (WireType)(tag & 7);
        var value = type is WireType.Varint or WireType.Length ? await ReadVarintAsync(cancellationToken) : 0;
        var bytes = type switch
        {
            WireType.Varint => 0,
            WireType.Fixed64 => 8,
            WireType.Fixed32 => 4,
            WireType.Length when value <= long.MaxValue => (long)value,
            _ => throw new InvalidDataException("Not a kind of value."),
        };
        if (bytes > end - Position) throw new InvalidDataException("A value ends past its message.");
        return new WireField((int)number, type, type == WireType.Varint ? value : 0, bytes);
    }

    /// <summary>Passes over what is left of a field.</summary>
    public void Skip(WireField field) => Position += field.Bytes;

    /// <summary>Reads what is left of a field, which the caller has found small enough.</summary>
    public async ValueTask<byte[]> ReadAsync(WireField field, CancellationToken cancellationToken)
    {
        var value = new byte[field.Bytes];
        for (var done = 0; done < value.Length;)
        {
            await FillAsync(cancellationToken);
            var at = (int)(Position - _start);
            var count = Math.Min(_count - at, value.Length - done);
            _buffer.AsSpan(at, count).CopyTo(value.AsSpan(done));
            done += count;
            Position += count;
        }

        return value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async ValueTask<ulong> ReadVarintAsync(CancellationToken cancellationToken)
    {
        var value = 0UL;
        for (var i = 0; i < MaxVarintBytes; i++)
        {
            if (!IsBuffered) await FillAsync(cancellationToken);
            var b = _buffer[Position++ - _start];
            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b < 0x80) return value;
        }

        throw new InvalidDataException("A number does not end.");
    }

    private bool IsBuffered => Position >= _start && Position < _start + _count;

    // Makes at least one byte at the position available.
    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (IsBuffered) return;
        content.Position = _start = Position;
        _count = 0;
        _count = await content.ReadAsync(_buffer.AsMemory(0, BufferBytes), cancellationToken);
        if (_count == 0) throw new InvalidDataException("The content ends within a field.");
    }
}
