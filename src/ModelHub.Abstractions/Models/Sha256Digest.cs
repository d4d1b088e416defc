using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ModelHub;

/// <summary>A SHA-256, written as 64 lower-case hexadecimal digits.</summary>
public sealed record Sha256Digest
{
    private Sha256Digest(string hex) => Hex = hex;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Hex { get; }

    /// <summary>Makes a digest of its 32 bytes.</summary>
    public static Sha256Digest FromBytes(ReadOnlySpan<byte> hash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, SHA256.HashSizeInBytes, nameof(hash));
        return new Sha256Digest(Convert.ToHexStringLower(hash));
    }

    /// <summary>Reads 64 hexadecimal digits of either case; false when it is no such text.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Sha256Digest? digest)
    {
        var valid = text is { Length: SHA256.HashSizeInBytes * 2 } && text.All(char.IsAsciiHexDigit);
        digest = valid ? new Sha256Digest(text!.ToLowerInvariant()) : null;
        return valid;
    }

    /// <summary>Reads 64 hexadecimal digits of either case.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InvalidInput"/>: it is no such text.</exception>
    public static Sha256Digest Parse(string text) => TryParse(text, out var digest)
        ? digest
        : throw ModelHubException.Invalid("sha256", "Needs 64 hexadecimal digits.");

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes() => Convert.FromHexString(Hex);

    /// <inheritdoc cref="Hex"/>
    public override string ToString() => Hex;
}
