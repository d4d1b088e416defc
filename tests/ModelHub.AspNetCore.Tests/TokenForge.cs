using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ModelHub.AspNetCore.Tests;

/// <summary>Makes tokens by hand, good and bad, without the library that checks them.</summary>
internal static class TokenForge
{
    public static string Make(byte[] key, object? header = null, object? claims = null, Func<byte[], byte[], byte[]>? sign = null)
    {
        var head = Encode(JsonSerializer.SerializeToUtf8Bytes(header ?? new { alg = "HS256", typ = "JWT", kid = "new" }));
        var body = Encode(JsonSerializer.SerializeToUtf8Bytes(claims ?? Claims()));
        var signature = (sign ?? HMACSHA256.HashData)(key, Encoding.ASCII.GetBytes($"{head}.{body}"));
        return $"{head}.{body}.{Encode(signature)}";
    }

    public static object Claims(string sub = "alice", string role = "member", string iss = "modelhub", string aud = "modelhub", int lifetime = 600, int age = 10)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new { sub, role, iss, aud, iat = now - age, nbf = now - age, exp = now - age + lifetime };
    }

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
