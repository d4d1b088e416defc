using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ModelHub.Formats;

/// <summary>Reads the names in a ZIP's central directory, up to a limit, and nothing else of the ZIP.</summary>
/// <remarks>System.IO.Compression reads a central directory whole, however large somebody made it.</remarks>
internal static class ZipDirectory
{
    private const int MaxBytes = 1024 * 1024;
    private const int MaxNames = 10_000;
    private const int MaxNameBytes = 1024;
    private const int EndBytes = 22;
    private const int MaxCommentBytes = ushort.MaxValue;
    private const int Zip64LocatorBytes = 20;
    private const int Zip64EndBytes = 56;
    private const int EntryBytes = 46;

    private static ReadOnlySpan<byte> LocalHeader => "PK\x03\x04"u8;
    private static ReadOnlySpan<byte> Entry => "PK\x01\x02"u8;
    private static ReadOnlySpan<byte> End => "PK\x05\x06"u8;
    private static ReadOnlySpan<byte> Zip64End => "PK\x06\x06"u8;
    private static ReadOnlySpan<byte> Zip64Locator => "PK\x06\x07"u8;

    /// <summary>The names; null when it is no ZIP from its first byte to its last.</summary>
    public static async ValueTask<HashSet<string>?> ReadNamesAsync(InspectedFile file, CancellationToken cancellationToken)
    {
        if (!file.Head.Span.StartsWith(LocalHeader) && !file.Head.Span.StartsWith(End)) return null;
        var buffer = ArrayPool<byte>.Shared.Rent(MaxBytes);
        try
        {
            if (await FindAsync(file, buffer, cancellationToken) is not { } directory) return null;
            var wanted = (int)Math.Min(directory.Size, MaxBytes);
            var read = await file.ReadAsync(directory.Offset, buffer.AsMemory(0, wanted), cancellationToken);
            return ParseNames(buffer.AsSpan(0, read), isWhole: wanted == directory.Size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // The record at the end says where the directory lies; a comment of any length may follow it.
    private static async ValueTask<(long Offset, long Size)?> FindAsync(InspectedFile file, byte[] buffer, CancellationToken cancellationToken)
    {
        var tailBytes = (int)Math.Min(file.Length, EndBytes + MaxCommentBytes + Zip64LocatorBytes);
        var tailOffset = file.Length - tailBytes;
        var read = await file.ReadAsync(tailOffset, buffer.AsMemory(0, tailBytes), cancellationToken);
        var end = FindEnd(buffer.AsSpan(0, read));
        if (end < 0) return null;

        long size = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(end + 12));
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(end + 16));
        if (size != uint.MaxValue && offset != uint.MaxValue) return IsInside(offset, size, tailOffset + end) ? (offset, size) : null;
        if (end < Zip64LocatorBytes || !buffer.AsSpan(end - Zip64LocatorBytes).StartsWith(Zip64Locator)) return null;
        var zip64Offset = BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(end - Zip64LocatorBytes + 8));
        if (await file.ReadAsync(zip64Offset, buffer.AsMemory(0, Zip64EndBytes), cancellationToken) < Zip64EndBytes) return null;
        if (!buffer.AsSpan().StartsWith(Zip64End)) return null;
        size = BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(40));
        offset = BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(48));
        return IsInside(offset, size, zip64Offset) ? (offset, size) : null;
    }

    private static bool IsInside(long offset, long size, long end) => offset >= 0 && size >= 0 && size <= end - offset;

    private static int FindEnd(ReadOnlySpan<byte> tail)
    {
        for (var rest = tail; rest.LastIndexOf(End) is var at and >= 0; rest = tail[..at])
        {
            if (at + EndBytes > tail.Length) continue;
            if (BinaryPrimitives.ReadUInt16LittleEndian(tail[(at + 20)..]) == tail.Length - at - EndBytes) return at;
        }

        return -1;
    }

    private static HashSet<string>? ParseNames(ReadOnlySpan<byte> directory, bool isWhole)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (directory.Length >= EntryBytes && names.Count < MaxNames)
        {
            if (!directory.StartsWith(Entry)) return null;
            var nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            var next = EntryBytes + nameBytes
                + BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            if (next > directory.Length) return isWhole ? null : names;
            if (nameBytes <= MaxNameBytes) names.Add(Encoding.UTF8.GetString(directory.Slice(EntryBytes, nameBytes)));
            directory = directory[next..];
        }

        return names;
    }
}
