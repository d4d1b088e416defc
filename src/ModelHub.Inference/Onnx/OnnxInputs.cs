using System.Buffers;
using System.Buffers.Binary;
using Microsoft.ML.OnnxRuntime;

namespace ModelHub.Inference.Onnx;

/// <summary>The values of one run, over the request's own bytes. They stay pinned until this is disposed.</summary>
internal sealed unsafe class OnnxInputs : IDisposable
{
    private readonly OrtValue[] _values;
    private readonly MemoryHandle[] _pins;
    private readonly int[] _lengths;
    private List<byte[]>? _rented;

    /// <summary>Binds the inputs in the signature's order. The request fits the signature.</summary>
    public OnnxInputs(IReadOnlyList<TensorSpec> specs, IReadOnlyList<InferenceTensor> tensors)
    {
        _values = new OrtValue[specs.Count];
        _pins = new MemoryHandle[specs.Count];
        _lengths = new int[specs.Count];
        try
        {
            for (var i = 0; i < specs.Count; i++) Bind(i, Find(tensors, specs[i].Name, i));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>In the signature's order.</summary>
    public IReadOnlyCollection<OrtValue> Values => _values;

    /// <summary>
    /// Whether an output is one of the inputs: ONNX Runtime hands out the caller's own bytes where a graph names an
    /// input as its output.
    /// </summary>
    public bool Contain(OutputMemory output)
    {
        for (var i = 0; i < _pins.Length; i++)
        {
            if (output.LiesIn((byte*)_pins[i].Pointer, _lengths[i])) return true;
        }

        return false;
    }

    public void Dispose()
    {
        foreach (var value in _values) value?.Dispose();
        foreach (var pin in _pins) pin.Dispose();
        if (_rented is null) return;
        foreach (var array in _rented) ArrayPool<byte>.Shared.Return(array);
        _rented = null;
    }

    private static InferenceTensor Find(IReadOnlyList<InferenceTensor> tensors, string name, int likely)
    {
        if (likely < tensors.Count && tensors[likely].Name == name) return tensors[likely];
        foreach (var tensor in tensors)
        {
            if (tensor.Name == name) return tensor;
        }

        throw new InvalidOperationException($"The request was not checked: it lacks '{name}'.");
    }

    private void Bind(int index, InferenceTensor tensor)
    {
        var shape = tensor.Shape.ToArray();
        if (tensor.DataType == TensorDataType.Bytes)
        {
            _values[index] = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
            FillTexts(_values[index], tensor.Data.Span);
            return;
        }

        _pins[index] = PinAligned(tensor);
        _lengths[index] = tensor.Data.Length;
        _values[index] = OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, OnnxTypes.ToOnnx(tensor.DataType), shape, (nint)_pins[index].Pointer, tensor.Data.Length);
    }

    // Tensors come straight from the wire, where nothing aligns them. Native code may need it; a copy has it.
    private MemoryHandle PinAligned(InferenceTensor tensor)
    {
        var pin = tensor.Data.Pin();
        if ((nuint)pin.Pointer % (nuint)tensor.DataType.ElementSize() == 0) return pin;
        pin.Dispose();

        var copy = ArrayPool<byte>.Shared.Rent(tensor.Data.Length);
        (_rented ??= []).Add(copy);
        tensor.Data.Span.CopyTo(copy);
        return copy.AsMemory().Pin();
    }

    private static void FillTexts(OrtValue value, ReadOnlySpan<byte> rest)
    {
        for (var i = 0; rest.Length > 0; i++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
            value.StringTensorSetElementAt(rest.Slice(sizeof(int), length), i);
            rest = rest[(sizeof(int) + length)..];
        }
    }
}
