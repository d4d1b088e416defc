using ModelHub.Formats.Onnx;

namespace ModelHub.Formats;

/// <summary>Turns the inputs and outputs of an ONNX graph into a signature.</summary>
internal static class OnnxSignature
{
    private const int MaxTensors = 1024;
    private const int MaxRank = 64;

    /// <summary>The signature; null when a part of it is no tensor of a type that the hub knows.</summary>
    public static ModelSignature? Of(OnnxOutline outline)
    {
        if (outline.IsCut) return null;
        var inputs = SpecsOf(outline.Inputs.Where(input => !outline.Initializers.Contains(input.Name)));
        var outputs = SpecsOf(outline.Outputs);
        return inputs is null || outputs is null ? null : new ModelSignature(inputs, outputs);
    }

    private static List<TensorSpec>? SpecsOf(IEnumerable<ValueInfoProto> values)
    {
        var specs = new List<TensorSpec>();
        foreach (var value in values)
        {
            if (specs.Count == MaxTensors || SpecOf(value) is not { } spec) return null;
            specs.Add(spec);
        }

        return specs;
    }

    private static TensorSpec? SpecOf(ValueInfoProto value)
    {
        // Without a shape the rank is unknown, which a signature cannot say.
        if (value.Name.Length == 0 || value.Type?.TensorType is not { Shape: { } shape } tensor || shape.Dim.Count > MaxRank) return null;
        return TypeOf(tensor.ElemType) is { } type ? new TensorSpec(value.Name, type, [.. shape.Dim.Select(SizeOf)]) : null;
    }

    private static long SizeOf(TensorShapeProto.Types.Dimension dimension) =>
        dimension is { ValueCase: TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue, DimValue: >= 0 } ? dimension.DimValue : -1;

    private static TensorDataType? TypeOf(int elementType) => elementType switch
    {
        1 => TensorDataType.FP32,
        2 => TensorDataType.UInt8,
        3 => TensorDataType.Int8,
        4 => TensorDataType.UInt16,
        5 => TensorDataType.Int16,
        6 => TensorDataType.Int32,
        7 => TensorDataType.Int64,
        8 => TensorDataType.Bytes,
        9 => TensorDataType.Bool,
        10 => TensorDataType.FP16,
        11 => TensorDataType.FP64,
        12 => TensorDataType.UInt32,
        13 => TensorDataType.UInt64,
        16 => TensorDataType.BF16,
        _ => null, // complex numbers, and the 8-bit and 4-bit floats and integers
    };
}
