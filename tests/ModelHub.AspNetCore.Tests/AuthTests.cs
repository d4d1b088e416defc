using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ModelHub.AspNetCore.Tests;

[Collection(HubCollection.Name)]
public sealed class AuthTests(HubServer server)
{
    [Fact]
    public async Task Register_GivesTheAccount_WithoutItsSecrets()
    {
        using var answer = await server.Anonymous.PostAsJsonAsync(
            "/api/v1/auth/register", new { username = "Dora", email = "dora@example.org", password = HubServer.Password });
        var user = await answer.ReadJsonAsync();

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(["id", "username", "email", "role", "created_at"], user.EnumerateObject().Select(property => property.Name));
        Assert.Equal("dora", user.GetProperty("username").GetString());
        Assert.Equal("member", user.GetProperty("role").GetString());
    }

    [Theory]
    [InlineData("a b", null, HubServer.Password, "username")]
    [InlineData("", null, HubServer.Password, "username")]
    [InlineData("..", null, HubServer.Password, "username")]
    [InlineData("v2", null, HubServer.Password, "username")]
    [InlineData("API", null, HubServer.Password, "username")]
    [InlineData("123", null, HubServer.Password, "username")]
    [InlineData("good", "no address", HubServer.Password, "email")]
    [InlineData("good", "Ada <ada@example.org>", HubServer.Password, "email")]
    [InlineData("good", "ada@example.org\r\nBcc: all@example.org", HubServer.Password, "email")]
    [InlineData("good", null, "1234567", "password")]
    [InlineData("good", null, null, "password")]
    public async Task Register_AgainstTheRules_NamesTheField(string? name, string? email, string? password, string field)
    {
        using var answer = await server.Anonymous.PostAsJsonAsync("/api/v1/auth/register", new { username = name, email, password });
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_input", field);
    }

    [Fact]
    public async Task Register_WithSeveralBrokenRules_NamesThemAll()
    {
        using var answer = await server.Anonymous.PostAsJsonAsync("/api/v1/auth/register", new { username = "/", email = "x", password = new string('p', 257) });
        var problem = await answer.AssertProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(["username", "email", "password"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Register_OfATakenName_IsAConflict_WhateverTheCase()
    {
        using var answer = await server.Anonymous.PostAsJsonAsync("/api/v1/auth/register", new { username = "ALICE", password = HubServer.Password });
        await answer.AssertProblemAsync(HttpStatusCode.Conflict, "conflict");
    }

    [Fact]
    public async Task Token_IsGivenForForms_AndForJson_AndSaysWhoTheCallerIs()
    {
        using var multipart = new MultipartFormDataContent { { new StringContent("alice"), "username" }, { new StringContent(HubServer.Password), "password" } };
        HttpContent[] bodies =
        [
            new FormUrlEncodedContent([new("grant_type", "password"), new("username", "Alice"), new("password", HubServer.Password)]),
            multipart,
            JsonContent.Create(new { username = "alice", password = HubServer.Password }),
        ];
        foreach (var body in bodies)
        {
            using var answer = await server.Anonymous.PostAsync("/api/v1/auth/token", body);
            var token = await answer.ReadJsonAsync();
            Assert.Equal("bearer", token.GetProperty("token_type").GetString());
            Assert.Equal(1800, token.GetProperty("expires_in").GetInt64());
            using var client = server.With(token.GetProperty("access_token").GetString()!);
            var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/auth/me");
            Assert.Equal("alice", me.GetProperty("username").GetString());
        }
    }

    [Fact]
    public async Task Token_ForAWrongPasswordOrAnUnknownUser_IsTheSameRefusal()
    {
        using var wrong = await server.Anonymous.PostAsJsonAsync("/api/v1/auth/token", new { username = "alice", password = "not the password" });
        using var unknown = await server.Anonymous.PostAsJsonAsync("/api/v1/auth/token", new { username = "nobody", password = "not the password" });
        using var tooLong = await server.Anonymous.PostAsJsonAsync("/api/v1/auth/token", new { username = "alice", password = new string('p', 300) });

        var first = await wrong.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        foreach (var other in new[] { unknown, tooLong })
        {
            var problem = await other.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
            Assert.Equal(first.GetProperty("detail").GetString(), problem.GetProperty("detail").GetString());
        }
    }

    [Theory]
    [InlineData("{\"username\":\"alice\"}", "password")]
    [InlineData("{\"username\":\"alice\",\"password\":\"x\",\"grant_type\":\"implicit\"}", "grant_type")]
    [InlineData("{\"username\":7,\"password\":\"x\"}", "username")]
    [InlineData("{\"username\":\"a\",\"username\":\"b\",\"password\":\"x\"}", "username")]
    [InlineData("{\"user_name\":\"a\",\"password\":\"x\"}", "user_name")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("", "body")]
    public async Task Token_ForAStrangeBody_NamesTheField(string json, string field)
    {
        using var body = new StringContent(json, null, "application/json");
        using var answer = await server.Anonymous.PostAsync("/api/v1/auth/token", body);
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_input", field);
    }

    [Fact]
    public async Task SeedAddresses_RegisterAndGiveTokens()
    {
        using var made = await server.Anonymous.PostAsJsonAsync("/auth/", new { username = "erik", password = HubServer.Password });
        using var token = await server.Anonymous.PostAsync("/auth/token", new FormUrlEncodedContent([new("username", "erik"), new("password", HubServer.Password)]));
        using var login = await server.Anonymous.PostAsync("/login", new FormUrlEncodedContent([new("username", "erik"), new("password", HubServer.Password)]));

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.True((await token.ReadJsonAsync()).TryGetProperty("access_token", out _));
        Assert.True((await login.ReadJsonAsync()).TryGetProperty("access_token", out _));
    }

    [Fact]
    public async Task EverythingThatNeedsAUser_AsksForOne()
    {
        (HttpMethod Method, string Path)[] calls =
        [
            (HttpMethod.Get, "/api/v1/auth/me"), (HttpMethod.Get, "/api/v1/models"), (HttpMethod.Post, "/api/v1/models"),
            (HttpMethod.Get, "/api/v1/models/1"), (HttpMethod.Get, "/api/v1/models/1/download"), (HttpMethod.Get, "/api/v1/models/a/b"),
            (HttpMethod.Patch, "/api/v1/models/a/b"), (HttpMethod.Delete, "/api/v1/models/a/b"), (HttpMethod.Get, "/api/v1/models/a/b/versions"),
            (HttpMethod.Post, "/api/v1/models/a/b/versions"), (HttpMethod.Put, "/api/v1/models/a/b/versions/1.0.0/files/x"),
            (HttpMethod.Get, "/api/v1/models/a/b/versions/1.0.0/files/x"), (HttpMethod.Get, "/api/v1/models/a/b/aliases"),
            (HttpMethod.Put, "/api/v1/models/a/b/aliases/c"), (HttpMethod.Post, "/api/v1/models/a/b/predict"),
        ];
        foreach (var (method, path) in calls)
        {
            using var request = new HttpRequestMessage(method, path);
            using var answer = await server.Anonymous.SendAsync(request);
            await answer.AssertProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        }

        using var infer = await server.Anonymous.PostAsync("/v2/models/a/b/infer", null);
        Assert.Equal(HttpStatusCode.Unauthorized, infer.StatusCode);
        Assert.True((await infer.ReadJsonAsync()).TryGetProperty("error", out _));
    }
}
