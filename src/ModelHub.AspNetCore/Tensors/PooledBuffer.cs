using System.Buffers;

namespace ModelHub.AspNetCore;

/// <summary>Bytes in a rented array that grows by doubling. Whoever holds it disposes it, once everything it gave is out of use.</summary>
internal sealed class PooledBuffer(int capacity) : IDisposable
{
    private byte[]? _array = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 16));
    private int _length;

    public ReadOnlyMemory<byte> Written => Array.AsMemory(0, _length);

    /// <summary>At least this many bytes after the written ones; <see cref="Advance"/> takes them.</summary>
    public Span<byte> GetSpan(int needed) => GetMemory(needed).Span;

    /// <summary>As <see cref="GetSpan"/>, for a stream to read into.</summary>
    public Memory<byte> GetMemory(int needed)
    {
        if (Array.Length - _length < needed) Grow(needed);
        return Array.AsMemory(_length);
    }

    public void Advance(int count) => _length += count;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _length += bytes.Length;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } array) ArrayPool<byte>.Shared.Return(array);
    }

    private byte[] Array => _array ?? throw new ObjectDisposedException(nameof(PooledBuffer));

    private void Grow(int needed)
    {
        var old = Array;
        var size = Math.Max(checked(_length + needed), (int)Math.Min(old.Length * 2L, System.Array.MaxLength));
        var grown = ArrayPool<byte>.Shared.Rent(size);
        old.AsSpan(0, _length).CopyTo(grown);
        _array = grown;
        ArrayPool<byte>.Shared.Return(old);
    }
}
