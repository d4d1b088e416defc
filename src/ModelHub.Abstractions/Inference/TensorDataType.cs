namespace ModelHub;

/// <summary>The element types of the Open Inference Protocol, and BF16.</summary>
public enum TensorDataType
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>Unsigned, 1 byte.</summary>
    UInt8,

    /// <summary>Unsigned, 2 bytes.</summary>
    UInt16,

    /// <summary>Unsigned, 4 bytes.</summary>
    UInt32,

    /// <summary>Unsigned, 8 bytes.</summary>
    UInt64,

    /// <summary>Signed, 1 byte.</summary>
    Int8,

    /// <summary>Signed, 2 bytes.</summary>
    Int16,

    /// <summary>Signed, 4 bytes.</summary>
    Int32,

    /// <summary>Signed, 8 bytes.</summary>
    Int64,

    /// <summary>IEEE 754 half precision, 2 bytes.</summary>
    FP16,

    /// <summary>IEEE 754 single precision, 4 bytes.</summary>
    FP32,

    /// <summary>IEEE 754 double precision, 8 bytes.</summary>
    FP64,

    /// <summary>Text or bytes of any length, each element with its length in front.</summary>
    Bytes,

    /// <summary>The upper half of an <see cref="FP32"/>, 2 bytes.</summary>
    BF16,
}
