namespace ModelHub;

/// <summary>Names and sizes of <see cref="TensorDataType"/>.</summary>
public static class TensorDataTypes
{
    /// <summary>The bytes of one element; 0 for <see cref="TensorDataType.Bytes"/>, whose elements differ.</summary>
    public static int ElementSize(this TensorDataType type) => type switch
    {
        TensorDataType.Bool or TensorDataType.UInt8 or TensorDataType.Int8 => 1,
        TensorDataType.UInt16 or TensorDataType.Int16 or TensorDataType.FP16 or TensorDataType.BF16 => 2,
        TensorDataType.UInt32 or TensorDataType.Int32 or TensorDataType.FP32 => 4,
        TensorDataType.UInt64 or TensorDataType.Int64 or TensorDataType.FP64 => 8,
        TensorDataType.Bytes => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>The name in the Open Inference Protocol, for example <c>FP32</c>.</summary>
    public static string ProtocolName(this TensorDataType type) => type switch
    {
        TensorDataType.Bool => "BOOL",
        TensorDataType.UInt8 => "UINT8",
        TensorDataType.UInt16 => "UINT16",
        TensorDataType.UInt32 => "UINT32",
        TensorDataType.UInt64 => "UINT64",
        TensorDataType.Int8 => "INT8",
        TensorDataType.Int16 => "INT16",
        TensorDataType.Int32 => "INT32",
        TensorDataType.Int64 => "INT64",
        TensorDataType.FP16 => "FP16",
        TensorDataType.FP32 => "FP32",
        TensorDataType.FP64 => "FP64",
        TensorDataType.Bytes => "BYTES",
        TensorDataType.BF16 => "BF16",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>Reads a name of the Open Inference Protocol; false when it is none.</summary>
    public static bool TryParse(string? protocolName, out TensorDataType type)
    {
        foreach (var candidate in Enum.GetValues<TensorDataType>())
        {
            if (candidate.ProtocolName() != protocolName) continue;
            type = candidate;
            return true;
        }

        type = default;
        return false;
    }
}
