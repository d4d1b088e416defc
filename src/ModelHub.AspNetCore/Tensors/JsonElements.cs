using System.Text.Json;

namespace ModelHub.AspNetCore;

/// <summary>Every fixed-size element type. Numbers that do not fit are refused, never rounded to infinity or cut.</summary>
internal static class JsonElements
{
    private static bool IsNumber(in Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number;

    internal readonly struct Bool : IJsonElement<bool>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out bool value)
        {
            value = reader.TokenType == JsonTokenType.True;
            return value || reader.TokenType == JsonTokenType.False;
        }

        public static void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);
    }

    internal readonly struct UInt8 : IJsonElement<byte>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out byte value)
        {
            value = 0;
            return IsNumber(reader) && reader.TryGetByte(out value);
        }

        public static void Write(Utf8JsonWriter writer, byte value) => writer.WriteNumberValue((uint)value);
    }

    internal readonly struct UInt16 : IJsonElement<ushort>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out ushort value)
        {
            value = 0;
            return IsNumber(reader) && reader.TryGetUInt16(out value);
        }

        public static void Write(Utf8JsonWriter writer, ushort value) => writer.WriteNumberValue((uint)value);
    }

    internal readonly struct UInt32 : IJsonElement<uint>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out uint value)
        {
            value = 0;
            return IsNumber(reader) && reader.TryGetUInt32(out value);
        }

        public static void Write(Utf8JsonWriter writer, uint value) => writer.WriteNumberValue(value);
    }

    internal readonly struct UInt64 : IJsonElement<ulong>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out ulong value)
        {
            value = 0;
            return IsNumber(reader) && reader.TryGetUInt64(out value);
        }

        public static void Write(Utf8JsonWriter writer, ulong value) => writer.WriteNumberValue(value);
    }

    internal readonly struct Int8 : IJsonElement<sbyte>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out sbyte value)
        {
            value = 0;
            return IsNumber(reader) && reader.TryGetSByte(out value);
        }

        public static void Write(Utf8JsonWriter writer, sbyte value) => writer.WriteNumberValue((int)value);
    }

    internal readonly struct Int16 : IJsonElement<short>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out short value)
        {
            value = 0;
            return IsNumber(reader) && reader.TryGetInt16(out value);
        }

        public static void Write(Utf8JsonWriter writer, short value) => writer.WriteNumberValue((int)value);
    }

    internal readonly struct Int32 : IJsonElement<int>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out int value)
        {
            value = 0;
            return IsNumber(reader) && reader.TryGetInt32(out value);
        }

        public static void Write(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);
    }

    internal readonly struct Int64 : IJsonElement<long>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out long value)
        {
            value = 0;
            return IsNumber(reader) && reader.TryGetInt64(out value);
        }

        public static void Write(Utf8JsonWriter writer, long value) => writer.WriteNumberValue(value);
    }

    internal readonly struct FP16 : IJsonElement<Half>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out Half value)
        {
            var read = FP64.TryRead(ref reader, out var number);
            value = (Half)number;
            return read && Half.IsInfinity(value) == double.IsInfinity(number);
        }

        public static void Write(Utf8JsonWriter writer, Half value) => FP32.Write(writer, (float)value);
    }

    internal readonly struct FP32 : IJsonElement<float>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out float value)
        {
            if (IsNumber(reader)) return reader.TryGetSingle(out value) && float.IsFinite(value);
            var named = FP64.TryReadNamed(ref reader, out var number);
            value = (float)number;
            return named;
        }

        public static void Write(Utf8JsonWriter writer, float value)
        {
            if (float.IsFinite(value)) writer.WriteNumberValue(value);
            else FP64.WriteNamed(writer, value);
        }
    }

    internal readonly struct FP64 : IJsonElement<double>
    {
        public static bool TryRead(ref Utf8JsonReader reader, out double value) =>
            IsNumber(reader) ? reader.TryGetDouble(out value) && double.IsFinite(value) : TryReadNamed(ref reader, out value);

        public static void Write(Utf8JsonWriter writer, double value)
        {
            if (double.IsFinite(value)) writer.WriteNumberValue(value);
            else WriteNamed(writer, value);
        }

        // JSON has no numbers for these three.
        public static bool TryReadNamed(ref Utf8JsonReader reader, out double value)
        {
            value = 0;
            if (reader.TokenType != JsonTokenType.String) return false;
            if (reader.ValueTextEquals("NaN"u8)) value = double.NaN;
            else if (reader.ValueTextEquals("Infinity"u8)) value = double.PositiveInfinity;
            else if (reader.ValueTextEquals("-Infinity"u8)) value = double.NegativeInfinity;
            else return false;
            return true;
        }

        public static void WriteNamed(Utf8JsonWriter writer, double value) =>
            writer.WriteStringValue(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8);
    }

    /// <summary>The upper half of an FP32, rounded to nearest, ties to even.</summary>
    internal readonly struct BF16 : IJsonElement<ushort>
    {
        private const uint RoundingBias = 0x7FFF;

        public static bool TryRead(ref Utf8JsonReader reader, out ushort value)
        {
            var read = FP32.TryRead(ref reader, out var number);
            var bits = BitConverter.SingleToUInt32Bits(number);
            value = float.IsNaN(number) ? (ushort)0x7FC0 : (ushort)((bits + RoundingBias + ((bits >> 16) & 1)) >> 16);
            return read && (float.IsFinite(ToSingle(value)) || !float.IsFinite(number));
        }

        public static void Write(Utf8JsonWriter writer, ushort value) => FP32.Write(writer, ToSingle(value));

        private static float ToSingle(ushort value) => BitConverter.UInt32BitsToSingle((uint)value << 16);
    }
}
