using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ModelHub.AspNetCore;

/// <summary>Reads nested or flat JSON arrays straight into the bytes of a tensor.</summary>
internal static class JsonTensorReader
{
    private const int FirstCapacity = 256;
    private const int MaxShownChars = 40;

    /// <summary>Reads the value at the reader's present token; the reader ends at its last token.</summary>
    /// <param name="reader">At the first token of the value.</param>
    /// <param name="name">The tensor's name; errors are about <c>inputs.NAME</c>.</param>
    /// <param name="type">The type that the elements have to have.</param>
    /// <param name="budget">How many elements may still come; what is read is taken off.</param>
    /// <param name="declared">The shape that the sender declared, to which flat data are fitted; null takes the shape of the nesting.</param>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InvalidInput"/></exception>
    public static InferenceTensor Read(ref Utf8JsonReader reader, string name, TensorDataType type, ref int budget, long[]? declared = null)
    {
        var data = new PooledBuffer(FirstCapacity);
        try
        {
            var nested = type switch
            {
                TensorDataType.Bool => Read<bool, JsonElements.Bool>(ref reader, name, type, data, ref budget),
                TensorDataType.UInt8 => Read<byte, JsonElements.UInt8>(ref reader, name, type, data, ref budget),
                TensorDataType.UInt16 => Read<ushort, JsonElements.UInt16>(ref reader, name, type, data, ref budget),
                TensorDataType.UInt32 => Read<uint, JsonElements.UInt32>(ref reader, name, type, data, ref budget),
                TensorDataType.UInt64 => Read<ulong, JsonElements.UInt64>(ref reader, name, type, data, ref budget),
                TensorDataType.Int8 => Read<sbyte, JsonElements.Int8>(ref reader, name, type, data, ref budget),
                TensorDataType.Int16 => Read<short, JsonElements.Int16>(ref reader, name, type, data, ref budget),
                TensorDataType.Int32 => Read<int, JsonElements.Int32>(ref reader, name, type, data, ref budget),
                TensorDataType.Int64 => Read<long, JsonElements.Int64>(ref reader, name, type, data, ref budget),
                TensorDataType.FP16 => Read<Half, JsonElements.FP16>(ref reader, name, type, data, ref budget),
                TensorDataType.FP32 => Read<float, JsonElements.FP32>(ref reader, name, type, data, ref budget),
                TensorDataType.FP64 => Read<double, JsonElements.FP64>(ref reader, name, type, data, ref budget),
                TensorDataType.BF16 => Read<ushort, JsonElements.BF16>(ref reader, name, type, data, ref budget),
                TensorDataType.Bytes => ReadTexts(ref reader, name, data, ref budget),
                _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
            };
            return new InferenceTensor(name, type, declared is null ? nested : Fit(nested, declared, name), data.Written, data);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    private static long[] Read<T, TElement>(ref Utf8JsonReader reader, string name, TensorDataType type, PooledBuffer data, ref int budget)
        where T : unmanaged
        where TElement : IJsonElement<T>
    {
        var shape = new NestedShape();
        var free = MemoryMarshal.Cast<byte, T>(data.GetSpan(FirstCapacity));
        var used = 0;
        for (var more = MoveToFirst(ref reader, ref shape, name, ref budget); more; more = MoveNext(ref reader, ref shape, name, ref budget))
        {
            if (!TElement.TryRead(ref reader, out var value)) throw BadElement(in reader, name, type);
            if (used == free.Length)
            {
                data.Advance(used * Unsafe.SizeOf<T>());
                free = MemoryMarshal.Cast<byte, T>(data.GetSpan(FirstCapacity));
                used = 0;
            }

            free[used++] = value;
        }

        data.Advance(used * Unsafe.SizeOf<T>());
        return shape.ToArray();
    }

    private static long[] ReadTexts(ref Utf8JsonReader reader, string name, PooledBuffer data, ref int budget)
    {
        var shape = new NestedShape();
        for (var more = MoveToFirst(ref reader, ref shape, name, ref budget); more; more = MoveNext(ref reader, ref shape, name, ref budget))
        {
            if (reader.TokenType != JsonTokenType.String) throw BadElement(in reader, name, TensorDataType.Bytes);
            var free = data.GetSpan(sizeof(int) + reader.ValueSpan.Length);
            var length = JsonText.Copy(in reader, free[sizeof(int)..], $"inputs.{name}");
            BinaryPrimitives.WriteInt32LittleEndian(free, length);
            data.Advance(sizeof(int) + length);
        }

        return shape.ToArray();
    }

    private static bool MoveToFirst(ref Utf8JsonReader reader, ref NestedShape shape, string name, ref int budget)
    {
        if (reader.TokenType == JsonTokenType.StartArray) return shape.TryOpen() && MoveNext(ref reader, ref shape, name, ref budget);
        return shape.TryCount() && Spend(ref budget, name);
    }

    private static bool MoveNext(ref Utf8JsonReader reader, ref NestedShape shape, string name, ref int budget)
    {
        while (!shape.IsScalar && reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                if (!shape.TryOpen()) throw Ragged(name);
            }
            else if (reader.TokenType == JsonTokenType.EndArray)
            {
                if (!shape.TryClose(out var isOutermost)) throw Ragged(name);
                if (isOutermost) return false;
            }
            else
            {
                if (!shape.TryCount()) throw Ragged(name);
                return Spend(ref budget, name);
            }
        }

        return false;
    }

    private static long[] Fit(long[] nested, long[] declared, string name)
    {
        if (nested.AsSpan().SequenceEqual(declared)) return declared;
        if (nested.Length == 1 && TensorShape.Count(declared) == nested[0]) return declared;
        throw ModelHubException.Invalid($"inputs.{name}", nested.Length == 1
            ? $"The shape {TensorShape.Text(declared)} needs {TensorShape.Count(declared)} elements; data has {nested[0]}."
            : $"The shape is {TensorShape.Text(declared)}, but data is nested as {TensorShape.Text(nested)}.");
    }

    private static bool Spend(ref int budget, string name) => budget-- > 0
        ? true
        : throw ModelHubException.Invalid($"inputs.{name}", "The tensors of the request have more elements together than ModelHub:Http:MaxTensorElements allows.");

    private static ModelHubException Ragged(string name) => ModelHubException.Invalid(
        $"inputs.{name}",
        $"The nested arrays are ragged: all arrays of one dimension need the same length, and all elements the same depth, at most {NestedShape.MaxRank}.");

    private static ModelHubException BadElement(in Utf8JsonReader reader, string name, TensorDataType type)
    {
        var shown = reader.TokenType switch
        {
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, MaxShownChars)]),
            JsonTokenType.String => "a text",
            JsonTokenType.True or JsonTokenType.False => "a boolean",
            JsonTokenType.Null => "null",
            _ => "an object",
        };
        return ModelHubException.Invalid($"inputs.{name}", $"{shown} is no {type.ProtocolName()}: needs {Describe(type)}.");
    }

    private static string Describe(TensorDataType type) => type switch
    {
        TensorDataType.Bool => "true or false",
        TensorDataType.UInt8 => "whole numbers from 0 to 255",
        TensorDataType.UInt16 => "whole numbers from 0 to 65535",
        TensorDataType.UInt32 => "whole numbers from 0 to 4294967295",
        TensorDataType.UInt64 => "whole numbers from 0 to 18446744073709551615",
        TensorDataType.Int8 => "whole numbers from -128 to 127",
        TensorDataType.Int16 => "whole numbers from -32768 to 32767",
        TensorDataType.Int32 => "whole numbers from -2147483648 to 2147483647",
        TensorDataType.Int64 => "whole numbers from -9223372036854775808 to 9223372036854775807",
        TensorDataType.Bytes => "texts",
        _ => "numbers that the type can hold, or \"NaN\", \"Infinity\", \"-Infinity\"",
    };
}
