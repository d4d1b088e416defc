using System.Buffers.Binary;
using System.Text.Json;

namespace ModelHub.Formats;

/// <summary>safetensors: the length of a header in 8 bytes, the header in JSON, the tensors.</summary>
internal static class SafeTensorsProbe
{
    private const int LengthBytes = 8;
    private const ulong MaxHeaderBytes = 100_000_000; // the format's own limit

    public static ValueTask<FileInspection?> InspectAsync(InspectedFile file, CancellationToken cancellationToken) =>
        new(IsSafeTensors(file.Head.Span, file.Length) ? new FileInspection(ModelFormats.SafeTensors, null) : null);

    private static bool IsSafeTensors(ReadOnlySpan<byte> head, long length)
    {
        if (head.Length < LengthBytes + 2) return false;
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(head);
        if (headerLength is < 2 or > MaxHeaderBytes || (long)headerLength > length - LengthBytes) return false;
        var seen = head.Slice(LengthBytes, (int)Math.Min(headerLength, (ulong)(head.Length - LengthBytes)));
        // The format wants the brace first: blanks before it are not allowed.
        return seen[0] == (byte)'{' && HasTensorFirst(new Utf8JsonReader(seen, isFinalBlock: (ulong)seen.Length == headerLength, default));
    }

    // The first entry is enough: no other format has such a header. It is a tensor or the free metadata.
    private static bool HasTensorFirst(Utf8JsonReader json)
    {
        try
        {
            if (!json.Read() || !json.Read()) return false;
            if (json.TokenType == JsonTokenType.EndObject) return true;
            var isMetadata = json.ValueTextEquals("__metadata__"u8);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
            return isMetadata || IsTensor(ref json);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsTensor(ref Utf8JsonReader json)
    {
        var found = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("dtype"u8) || json.ValueTextEquals("shape"u8) || json.ValueTextEquals("data_offsets"u8)) found++;
            if (!json.Read() || !json.TrySkip()) return false;
        }

        return found == 3 && json.TokenType == JsonTokenType.EndObject;
    }
}
