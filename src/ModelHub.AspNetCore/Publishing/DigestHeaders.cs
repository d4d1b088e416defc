using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace ModelHub.AspNetCore;

/// <summary>SHA-256 in headers: <c>Repr-Digest</c> (RFC 9530), <c>Digest</c> (RFC 3230) and <c>x-checksum-sha256</c>.</summary>
internal static class DigestHeaders
{
    private const string Algorithm = "sha-256=";

    public static void Write(IHeaderDictionary headers, Sha256Digest digest)
    {
        var base64 = Convert.ToBase64String(digest.ToBytes());
        headers["Digest"] = Algorithm + base64;
        headers["Repr-Digest"] = $"{Algorithm}:{base64}:";
    }

    /// <summary>What the sender promises; null when it promises no SHA-256.</summary>
    /// <exception cref="ModelHubException">A header is no SHA-256, or two headers differ.</exception>
    public static Sha256Digest? Read(IHeaderDictionary headers)
    {
        Sha256Digest? promised = null;
        foreach (var name in (ReadOnlySpan<string>)["Repr-Digest", "Digest", "x-checksum-sha256"])
        {
            if (Find(name, headers[name].ToString()) is not { } value) continue;
            var digest = Parse(name, value);
            if (promised is not null && promised != digest) throw ModelHubException.Invalid(name, "Differs from the digest in another header.");
            promised = digest;
        }

        return promised;
    }

    private static string? Find(string header, string value)
    {
        if (value.Length == 0) return null;
        if (header.StartsWith('x')) return value;
        // Other algorithms may stand in the list: what is not asked for is not checked.
        return value.Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(entry => entry.StartsWith(Algorithm, StringComparison.OrdinalIgnoreCase))?[Algorithm.Length..].Trim(':');
    }

    private static Sha256Digest Parse(string header, string value)
    {
        if (Sha256Digest.TryParse(value, out var hex) && header.StartsWith('x')) return hex;
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes + 1];
        return value.Length < 64 && Convert.TryFromBase64String(value, bytes, out var length) && length == SHA256.HashSizeInBytes
            ? Sha256Digest.FromBytes(bytes[..length])
            : throw ModelHubException.Invalid(header, "Needs the 32 bytes of a SHA-256 in Base64.");
    }
}
