using System.Globalization;
using System.Text;

namespace ModelHub.Storage.FileSystem;

/// <summary>Maps keys to names on the disk and back. The mapping is the same on every system, so that a root can be copied between them.</summary>
/// <remarks>
/// A name has only the characters <c>a-z0-9._-</c>: whatever else a segment holds is percent-encoded byte by byte, as
/// macOS and Windows take <c>A</c> for <c>a</c>, and macOS takes two spellings of <c>ä</c> for one. A directory's name ends in
/// <c>+</c>, so that <c>a</c> and <c>a/b</c> can both be objects. A segment too long for one name goes on inside
/// directories whose names end in <c>=</c>. Names that Windows reserves (<c>con</c>) have their first character encoded.
/// </remarks>
internal static class KeyPath
{
    public const char DirectoryMark = '+';
    public const char ContinuedMark = '=';

    /// <summary>The longest encoding of a segment.</summary>
    public const int MaxEncodedLength = ArtifactKey.MaxSegmentBytes * 3;

    // File systems allow 255 bytes; this leaves room for a mark and for the encoding of a reserved name.
    private const int MaxNameLength = 240;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The names from the root to the object's file.</summary>
    public static List<string> Names(ArtifactKey key)
    {
        var names = DirectoryNames(key.Bucket, "");
        var segments = key.Path.Split('/');
        for (var i = 0; i < segments.Length; i++) AddNames(names, segments[i], isDirectory: i < segments.Length - 1);
        return names;
    }

    /// <summary>The names from the root to the directory of a bucket, or of a path in it.</summary>
    public static List<string> DirectoryNames(string bucket, string path)
    {
        var names = new List<string>(8);
        AddNames(names, bucket, isDirectory: true);
        if (path.Length == 0) return names;
        foreach (var segment in path.Split('/')) AddNames(names, segment, isDirectory: true);
        return names;
    }

    /// <summary>The segment that the store would have written under these names, or null when it is none of the store's.</summary>
    /// <param name="relativePath">The names of one segment, joined.</param>
    /// <param name="encoded">The names without their marks.</param>
    /// <param name="isDirectory">Whether the last name is a directory.</param>
    public static string? Decode(string relativePath, string encoded, bool isDirectory)
    {
        if (Unescape(encoded) is not { } segment || segment.Contains('/') || !ArtifactKey.IsValidPath(segment)) return null;
        var names = new List<string>();
        AddNames(names, segment, isDirectory);
        // A second spelling of a key would be listed and never be found.
        return string.Join(Path.DirectorySeparatorChar, names) == relativePath ? segment : null;
    }

    private static void AddNames(List<string> names, string segment, bool isDirectory)
    {
        var name = new StringBuilder(segment.Length + 1);
        var bytes = Encoding.UTF8.GetBytes(segment);
        for (var i = 0; i < bytes.Length; i++)
        {
            // Windows drops a dot at the end of a name.
            var isPlain = IsPlain((char)bytes[i]) && !(bytes[i] == '.' && i == bytes.Length - 1);
            if (name.Length + (isPlain ? 1 : 3) > MaxNameLength)
            {
                names.Add(Finish(name) + ContinuedMark);
                name.Clear();
            }

            if (isPlain) name.Append((char)bytes[i]);
            else AppendEscaped(name, bytes[i]);
        }

        names.Add(isDirectory ? Finish(name) + DirectoryMark : Finish(name));
    }

    private static string Finish(StringBuilder name)
    {
        var text = name.ToString();
        return IsReserved(text) ? AppendEscaped(new StringBuilder(), (byte)text[0]).Append(text, 1, text.Length - 1).ToString() : text;
    }

    private static StringBuilder AppendEscaped(StringBuilder to, byte value) =>
        to.Append('%').Append(value.ToString("x2", CultureInfo.InvariantCulture));

    private static bool IsPlain(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-';

    private static bool IsReserved(string name)
    {
        var stem = name.AsSpan();
        if (stem.IndexOf('.') is var dot and >= 0) stem = stem[..dot];
        return stem is "con" or "prn" or "aux" or "nul"
            || (stem.Length == 4 && char.IsAsciiDigit(stem[3]) && stem[..3] is "com" or "lpt");
    }

    private static string? Unescape(string encoded)
    {
        if (!encoded.Contains('%')) return encoded;
        var bytes = new byte[encoded.Length];
        var count = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] != '%')
            {
                bytes[count++] = (byte)encoded[i];
                continue;
            }

            var digits = encoded.AsSpan(i + 1, Math.Min(2, encoded.Length - i - 1));
            if (digits.Length < 2 || !byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[count])) return null;
            count++;
            i += 2;
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return null; // Somebody else's file.
        }
    }
}
