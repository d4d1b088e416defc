using System.Text;

namespace ModelHub.Tests.Formats;

/// <summary>Writes protobuf by hand, also such that no library would write.</summary>
internal static class Protobuf
{
    public static byte[] Varint(int field, ulong value) => [.. Number((ulong)field << 3), .. Number(value)];

    public static byte[] Message(int field, params byte[][] parts)
    {
        var length = parts.Sum(part => part.LongLength);
        return [.. Number(((ulong)field << 3) | 2), .. Number((ulong)length), .. parts.SelectMany(part => part)];
    }

    public static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    /// <summary>The start of a length-delimited field whose value is written elsewhere.</summary>
    public static byte[] Start(int field, long length) => [.. Number(((ulong)field << 3) | 2), .. Number((ulong)length)];

    /// <summary>A ValueInfoProto: a float of one dimension.</summary>
    public static byte[] Value(int field, string name) => Value(field, name, Message(1, Varint(1, 1), Message(2, Message(1, Varint(1, 4)))));

    public static byte[] Value(int field, string name, byte[] type) => Message(field, Text(1, name), Message(2, type));

    /// <summary>A model around a graph.</summary>
    public static byte[] Model(params byte[][] graph) => [.. Varint(1, 8), .. Message(7, graph), .. Message(8, Varint(2, 13))];

    private static IEnumerable<byte> Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7) yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
