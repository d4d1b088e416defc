using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace ModelHub.Inference.Onnx;

/// <summary>The bytes of an output tensor: native ones of a value, or an array of the pool.</summary>
/// <remarks>
/// Readable until disposed; after that every access throws. While it is pinned, as by a run that takes this output as
/// its input, the bytes outlive the dispose until the last unpin.
/// </remarks>
internal sealed unsafe class OutputMemory : MemoryManager<byte>
{
    private readonly Lock _lock = new();
    private readonly int _length;
    private readonly byte* _pointer;
    private OrtValue? _value;
    private byte[]? _array;
    private int _pins;
    private bool _disposed;

    /// <summary>Takes over a value whose bytes lie in native memory.</summary>
    public OutputMemory(OrtValue value)
    {
        var bytes = value.GetTensorMutableRawData();
        _pointer = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
        _length = bytes.Length;
        _value = value;
    }

    /// <summary>Takes over an array rented from the shared pool.</summary>
    public OutputMemory(byte[] rented, int length)
    {
        _array = rented;
        _length = length;
    }

    /// <summary>Whether these native bytes lie in the given ones.</summary>
    public bool LiesIn(byte* start, int length) => _length > 0 && _pointer >= start && _pointer < start + length;

    public override Span<byte> GetSpan()
    {
        var array = _array;
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
        return _pointer is not null ? new Span<byte>(_pointer, _length) : array.AsSpan(0, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var handle = _array is null ? default : GCHandle.Alloc(_array, GCHandleType.Pinned);
            var start = _array is null ? _pointer : (byte*)handle.AddrOfPinnedObject();
            _pins++;
            return new MemoryHandle(start + elementIndex, handle, this);
        }
    }

    public override void Unpin()
    {
        lock (_lock)
        {
            _pins--;
            FreeIfUnused();
        }
    }

    protected override void Dispose(bool disposing)
    {
        // Without a dispose the value's own finalizer frees its bytes, and the collector takes the array.
        if (!disposing) return;
        lock (_lock)
        {
            _disposed = true;
            FreeIfUnused();
        }
    }

    private void FreeIfUnused()
    {
        if (!_disposed || _pins > 0) return;
        _value?.Dispose();
        _value = null;
        if (_array is not null) ArrayPool<byte>.Shared.Return(_array);
        _array = null;
    }
}
