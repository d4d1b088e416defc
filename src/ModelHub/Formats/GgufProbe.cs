using System.Buffers.Binary;

namespace ModelHub.Formats;

/// <summary>GGUF: magic, version, number of tensors, number of metadata pairs.</summary>
internal static class GgufProbe
{
    private const int HeaderBytes = 24;
    private const uint NewestVersion = 1000; // 3 today; beyond this it is a number of something else
    private const int SmallestTensorBytes = 8 + 4 + 4 + 8; // empty name, no dimensions, type, offset
    private const int SmallestPairBytes = 8 + 4 + 1; // empty key, type, one byte

    public static ValueTask<FileInspection?> InspectAsync(InspectedFile file, CancellationToken cancellationToken) =>
        new(IsGguf(file.Head.Span, file.Length) ? new FileInspection(ModelFormats.Gguf, null) : null);

    private static bool IsGguf(ReadOnlySpan<byte> head, long length)
    {
        if (head.Length < HeaderBytes || !head.StartsWith("GGUF"u8)) return false;
        var version = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        if (version is 0 or > NewestVersion) return false;
        var (tensors, pairs) = version == 1 // which counted with 4 bytes
            ? (BinaryPrimitives.ReadUInt32LittleEndian(head[8..]), BinaryPrimitives.ReadUInt32LittleEndian(head[12..]))
            : (BinaryPrimitives.ReadUInt64LittleEndian(head[8..]), BinaryPrimitives.ReadUInt64LittleEndian(head[16..]));
        return tensors <= (ulong)length / SmallestTensorBytes && pairs <= (ulong)length / SmallestPairBytes;
    }
}
