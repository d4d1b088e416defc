using System.IO.Compression;

namespace ModelHub.Formats;

/// <summary>Pickles as they are, and those that joblib compressed.</summary>
/// <remarks>
/// Of joblib's codecs, .NET has zlib and gzip: of these a few KiB are inflated to look for a pickle. What lies in bz2, xz,
/// lzma or lz4 cannot be told without their decoders: such a file is unknown, and the publisher's word for it stands.
/// </remarks>
internal static class PickleProbe
{
    private const int MaxInflatedBytes = 16 * 1024;
    private const int ZlibDeflate = 0x78;

    private static ReadOnlySpan<byte> GzipMagic => [0x1f, 0x8b, 0x08];

    public static ValueTask<FileInspection?> InspectAsync(InspectedFile file, CancellationToken cancellationToken)
    {
        var format = PickleScanner.Scan(file.Head.Span, file.Length) ?? ScanInflated(file.Head);
        return new(format is null ? null : new FileInspection(format, null));
    }

    private static string? ScanInflated(ReadOnlyMemory<byte> head)
    {
        var span = head.Span;
        if (span.StartsWith(GzipMagic)) return ScanInflated(new GZipStream(AsStream(head), CompressionMode.Decompress));
        if (span.Length < 2 || span[0] != ZlibDeflate || ((span[0] << 8) | span[1]) % 31 != 0) return null;
        // pickle itself knows no zlib: whoever wrote this used joblib, with arrays in it or without.
        return ScanInflated(new ZLibStream(AsStream(head), CompressionMode.Decompress)) is null ? null : ModelFormats.Joblib;
    }

    private static string? ScanInflated(Stream inflating)
    {
        using (inflating)
        {
            var inflated = new byte[MaxInflatedBytes];
            var count = 0;
            try
            {
                while (count < inflated.Length && inflating.Read(inflated, count, inflated.Length - count) is var read and > 0) count += read;
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                // Damaged, made for a dictionary, or cut where the head ends: what came out so far is judged.
            }

            return PickleScanner.Scan(inflated.AsSpan(0, count), count < inflated.Length ? count : long.MaxValue);
        }
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> head) => new(head.ToArray(), writable: false);
}
