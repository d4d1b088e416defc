using System.Buffers;
using System.Buffers.Binary;
using Microsoft.ML.OnnxRuntime;

namespace ModelHub.Inference.Onnx;

/// <summary>Turns the values that a run gave into tensors.</summary>
internal static class OnnxOutputs
{
    /// <summary>Takes over the value, also when it fails.</summary>
    public static InferenceTensor ToTensor(string name, OrtValue value, OnnxInputs inputs)
    {
        try
        {
            var info = value.GetTensorTypeAndShape();
            var type = OnnxTypes.FromOnnx(info.ElementDataType) ?? throw new ModelHubException(
                ModelHubErrorCode.Unsupported, $"Output '{OnnxErrors.Tidy(name)}' is a tensor of {info.ElementDataType}, a type that is not served.");
            var memory = type == TensorDataType.Bytes ? PackTexts(name, value, info.ElementCount) : TakeOver(name, value, type, info.ElementCount, inputs);
            return new InferenceTensor(name, type, info.Shape, memory.Memory, memory);
        }
        catch
        {
            value.Dispose();
            throw;
        }
    }

    private static OutputMemory TakeOver(string name, OrtValue value, TensorDataType type, long count, OnnxInputs inputs)
    {
        if (count > Array.MaxLength / type.ElementSize()) throw TooLarge(name);
        var memory = new OutputMemory(value);
        if (!inputs.Contain(memory)) return memory;

        // The response may outlive the request.
        var bytes = memory.GetSpan();
        var copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(copy);
        value.Dispose();
        return new OutputMemory(copy, bytes.Length);
    }

    private static OutputMemory PackTexts(string name, OrtValue value, long count)
    {
        var packed = ArrayPool<byte>.Shared.Rent((int)Math.Min(count * 32, 1 << 20));
        try
        {
            var used = 0;
            for (var i = 0; i < count; i++)
            {
                var text = value.GetStringElementAsSpan(i);
                var needed = (long)used + sizeof(int) + text.Length;
                if (needed > Array.MaxLength) throw TooLarge(name);
                if (needed > packed.Length) Grow(ref packed, used, (int)needed);
                BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(used), text.Length);
                text.CopyTo(packed.AsSpan(used + sizeof(int)));
                used = (int)needed;
            }

            value.Dispose();
            return new OutputMemory(packed, used);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(packed);
            throw;
        }
    }

    private static void Grow(ref byte[] packed, int used, int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(packed.Length * 2L, needed, Array.MaxLength));
        packed.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(packed);
        packed = larger;
    }

    private static ModelHubException TooLarge(string name) => new(
        ModelHubErrorCode.InferenceFailed, $"Output '{OnnxErrors.Tidy(name)}' is larger than 2 GB, the limit; send less at once.");
}
