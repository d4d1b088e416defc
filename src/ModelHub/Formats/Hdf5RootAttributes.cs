using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ModelHub.Formats;

/// <summary>Reads the names of the attributes of an HDF5 file's root group: those in its object header.</summary>
/// <remarks>
/// Attributes in dense storage (more than eight, in files of the newest layout only) are not looked for. Addresses and
/// lengths are 8 bytes, as in every file that is not made on purpose otherwise.
/// </remarks>
internal static class Hdf5RootAttributes
{
    private const int MaxBlocks = 16;
    private const int MaxBlockBytes = 64 * 1024;
    private const int AttributeMessage = 0x0C;
    private const int ContinuationMessage = 0x10;

    public static async ValueTask<HashSet<string>> ReadNamesAsync(InspectedFile file, int start, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (RootAddress(file.Head.Span[start..]) is not { } root) return names;
        var buffer = ArrayPool<byte>.Shared.Rent(MaxBlockBytes);
        try
        {
            var read = await file.ReadAsync(start + root, buffer.AsMemory(0, MaxBlockBytes), cancellationToken);
            if (Layout.Read(buffer.AsSpan(0, read)) is not { } layout) return names;
            var blocks = new Queue<(long Address, long Length)>([(root + layout.PrefixBytes, layout.FirstBlockBytes)]);
            for (var i = 0; i < MaxBlocks && blocks.TryDequeue(out var block); i++)
            {
                var length = (int)Math.Clamp(block.Length, 0, MaxBlockBytes);
                read = await file.ReadAsync(start + block.Address, buffer.AsMemory(0, length), cancellationToken);
                ReadMessages(layout, buffer.AsSpan(0, read), names, blocks);
            }

            return names;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // The superblock: where the root group's object header lies, counted from the superblock.
    private static long? RootAddress(ReadOnlySpan<byte> superblock)
    {
        if (superblock.Length < 100) return null;
        var (sizesAt, addressAt) = superblock[8] switch
        {
            0 => (13, 24 + (5 * 8)),
            1 => (13, 28 + (5 * 8)),
            2 or 3 => (9, 36),
            _ => (0, 0),
        };
        if (addressAt == 0 || superblock[sizesAt] != 8 || superblock[sizesAt + 1] != 8) return null;
        var address = BinaryPrimitives.ReadInt64LittleEndian(superblock[addressAt..]);
        return address >= 0 && address < long.MaxValue - int.MaxValue ? address : null;
    }

    private static void ReadMessages(Layout layout, ReadOnlySpan<byte> block, HashSet<string> names, Queue<(long Address, long Length)> blocks)
    {
        if (layout.IsNew && block.StartsWith("OCHK"u8)) block = block[4..];
        while (block.Length >= layout.MessageHeaderBytes)
        {
            var type = layout.IsNew ? block[0] : BinaryPrimitives.ReadUInt16LittleEndian(block);
            var size = BinaryPrimitives.ReadUInt16LittleEndian(block[(layout.IsNew ? 1 : 2)..]);
            block = block[layout.MessageHeaderBytes..];
            if (size > block.Length) return;
            var message = block[..size];
            if (type == AttributeMessage && AttributeName(message) is { } name) names.Add(name);
            if (type == ContinuationMessage && message.Length >= 16)
            {
                var address = BinaryPrimitives.ReadInt64LittleEndian(message);
                if (address is >= 0 and < long.MaxValue - int.MaxValue) blocks.Enqueue((address, BinaryPrimitives.ReadInt64LittleEndian(message[8..])));
            }

            block = block[size..];
        }
    }

    private static string? AttributeName(ReadOnlySpan<byte> message)
    {
        if (message.Length < 9 || message[0] is 0 or > 3) return null;
        var start = message[0] == 3 ? 9 : 8; // the third version says how the name is encoded
        var length = BinaryPrimitives.ReadUInt16LittleEndian(message[2..]);
        return length <= message.Length - start ? Encoding.UTF8.GetString(message.Slice(start, length).TrimEnd((byte)0)) : null;
    }

    /// <summary>How an object header is laid out: two versions.</summary>
    private readonly record struct Layout(bool IsNew, int PrefixBytes, long FirstBlockBytes, int MessageHeaderBytes)
    {
        public static Layout? Read(ReadOnlySpan<byte> header)
        {
            if (header.Length < 32) return null;
            if (!header.StartsWith("OHDR"u8)) return header[0] == 1 ? new Layout(false, 16, BinaryPrimitives.ReadUInt32LittleEndian(header[8..]), 8) : null;
            var flags = header[5];
            var prefix = 6 + ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
            var sizeBytes = 1 << (flags & 3);
            var size = 0L;
            for (var i = 0; i < sizeBytes; i++) size |= (long)header[prefix + i] << (8 * i);
            return header[4] == 2 ? new Layout(true, prefix + sizeBytes, size, (flags & 4) != 0 ? 6 : 4) : null;
        }
    }
}
