using System.Buffers.Binary;

namespace ModelHub.Inference;

/// <summary>Checks that the bytes of a tensor are what its type and shape promise.</summary>
internal static class TensorContent
{
    /// <summary>What is wrong, or null.</summary>
    public static string? Check(InferenceTensor tensor, long count)
    {
        var data = tensor.Data.Span;
        if (tensor.DataType == TensorDataType.Bytes) return CheckTexts(data, count, tensor.Shape);

        var needed = count * tensor.DataType.ElementSize();
        if (needed != data.Length)
            return $"Shape {TensorShape.Format(tensor.Shape)} of {tensor.DataType.ProtocolName()} needs {needed} bytes; got {data.Length}.";

        // To native code any other byte in a bool is undefined behaviour.
        if (tensor.DataType != TensorDataType.Bool) return null;
        var odd = data.IndexOfAnyExceptInRange((byte)0, (byte)1);
        return odd < 0 ? null : $"Needs 0 or 1 in each element; element {odd} is {data[odd]}.";
    }

    private static string? CheckTexts(ReadOnlySpan<byte> data, long count, ReadOnlySpan<long> shape)
    {
        var rest = data;
        for (var i = 0L; i < count; i++)
        {
            if (rest.Length < sizeof(int))
                return $"Shape {TensorShape.Format(shape)} needs {count} elements, each with its length in front as 4 bytes; the data ends after {i}.";
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest);
            if (length > rest.Length - sizeof(int))
                return $"Element {i} has the length {length}, but only {rest.Length - sizeof(int)} bytes follow.";
            rest = rest[(sizeof(int) + (int)length)..];
        }

        return rest.IsEmpty ? null : $"Shape {TensorShape.Format(shape)} needs {count} elements; {rest.Length} bytes follow the last.";
    }
}
