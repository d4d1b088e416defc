using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ModelHub.AspNetCore.Tests;

[Collection(HubCollection.Name)]
public sealed class HostileTokenTests(HubServer server)
{
    private static readonly byte[] Key = HubServer.KeySecret;

    public static TheoryData<string, string> Tokens() => new()
    {
        { "expired", TokenForge.Make(Key, claims: TokenForge.Claims(lifetime: 60, age: 600)) },
        { "not yet valid", TokenForge.Make(Key, claims: TokenForge.Claims(age: -600)) },
        { "without expiry", TokenForge.Make(Key, claims: new { sub = "alice", role = "member", iss = "modelhub", aud = "modelhub" }) },
        { "of another issuer", TokenForge.Make(Key, claims: TokenForge.Claims(iss: "evil")) },
        { "for another audience", TokenForge.Make(Key, claims: TokenForge.Claims(aud: "evil")) },
        { "without issuer", TokenForge.Make(Key, claims: new { sub = "alice", role = "member", aud = "modelhub", exp = long.MaxValue / 1_000_000_000 }) },
        { "without user", TokenForge.Make(Key, claims: TokenForge.Claims(sub: "")) },
        { "with a strange user", TokenForge.Make(Key, claims: TokenForge.Claims(sub: "../alice")) },
        { "with an unknown role", TokenForge.Make(Key, claims: TokenForge.Claims(role: "root")) },
        { "alg none, unsigned", TokenForge.Make(Key, new { alg = "none", typ = "JWT", kid = "new" }, sign: (_, _) => []) },
        { "alg none, signed", TokenForge.Make(Key, new { alg = "none", typ = "JWT", kid = "new" }) },
        { "alg None", TokenForge.Make(Key, new { alg = "None", typ = "JWT", kid = "new" }, sign: (_, _) => []) },
        { "alg hs256 in lower case", TokenForge.Make(Key, new { alg = "hs256", typ = "JWT", kid = "new" }) },
        { "alg HS512", TokenForge.Make(Key, new { alg = "HS512", typ = "JWT", kid = "new" }, sign: HMACSHA512.HashData) },
        { "alg RS256 signed with the secret", TokenForge.Make(Key, new { alg = "RS256", typ = "JWT", kid = "new" }) },
        { "alg ES256 signed with the secret", TokenForge.Make(Key, new { alg = "ES256", typ = "JWT", kid = "new" }) },
        { "no alg", TokenForge.Make(Key, new { typ = "JWT", kid = "new" }) },
        { "alg is a number", TokenForge.Make(Key, new { alg = 256, kid = "new" }) },
        { "wrong kid", TokenForge.Make(Key, new { alg = "HS256", kid = "other" }) },
        { "no kid", TokenForge.Make(Key, new { alg = "HS256" }) },
        { "kid of the other key", TokenForge.Make(Key, new { alg = "HS256", kid = "old" }) },
        { "a critical extension", TokenForge.Make(Key, new { alg = "HS256", kid = "new", crit = new[] { "b64" }, b64 = false }) },
        { "signed with another key", TokenForge.Make(new byte[48]) },
        { "an empty signature", TokenForge.Make(Key, sign: (_, _) => []) },
        { "a short signature", TokenForge.Make(Key, sign: (key, data) => HMACSHA256.HashData(key, data)[..16]) },
        { "an array as header", TokenForge.Encode("[]"u8) + "." + TokenForge.Encode("{}"u8) + ".AA" },
        { "no JSON", TokenForge.Encode("{"u8) + "." + TokenForge.Encode("{}"u8) + ".AA" },
        { "five parts", TokenForge.Make(Key) + ".a.b" },
        { "no dots", "abc" },
        { "dots alone", ".." },
        { "no Base64", "%%%.%%%.%%%" },
        { "long", new string('a', 7000) },
        { "deep JSON", TokenForge.Encode(Encoding.ASCII.GetBytes("{\"alg\":" + new string('[', 1000))) + ".e30.AA" },
    };

    [Theory]
    [MemberData(nameof(Tokens))]
    public async Task Token_ThatIsBad_IsRefusedWithItsReason(string what, string token)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var answer = await client.GetAsync("/api/v1/auth/me");

        var problem = await answer.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        var challenge = Assert.Single(answer.Headers.WwwAuthenticate);
        Assert.Equal("Bearer", challenge.Scheme);
        Assert.Contains("error=\"invalid_token\"", challenge.Parameter, StringComparison.Ordinal);
        if (what == "expired") Assert.Contains("expired", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(server.Log.Errors);
    }

    [Fact]
    public async Task Token_OfAnyConfiguredKey_IsTaken()
    {
        foreach (var (kid, key) in new[] { ("new", HubServer.KeySecret), ("old", HubServer.OldKeySecret) })
        {
            using var client = server.With(TokenForge.Make(key, new { alg = "HS256", typ = "JWT", kid }));
            using var answer = await client.GetAsync("/api/v1/auth/me");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Token_JustExpired_IsTakenWithinTheClockSkew()
    {
        using var client = server.With(TokenForge.Make(Key, claims: TokenForge.Claims(lifetime: 60, age: 70)));
        using var answer = await client.GetAsync("/api/v1/auth/me");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("Basic YWxpY2U6eA==")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("bearer\tx")]
    public async Task Header_ThatHoldsNoToken_IsRefused(string header)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        using var answer = await client.GetAsync("/api/v1/auth/me");
        await answer.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }
}
