using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;

namespace ModelHub.AspNetCore.Tests;

/// <summary>The same downloads from a store with local files (the kernel copies) and from one without (a stream is copied).</summary>
public sealed class DownloadTests(DownloadServers servers) : IClassFixture<DownloadServers>
{
    private const string File = DownloadServers.File;
    private static readonly byte[] Content = DownloadServers.Content;
    private static readonly string Hex = Convert.ToHexStringLower(SHA256.HashData(Content));

    [Fact]
    public async Task Get_GivesTheBytes_AndSaysWhatTheyAre()
    {
        foreach (var server in servers.All)
        {
            using var answer = await server.Alice.GetAsync(File);
            Assert.Equal(Content, await answer.Content.ReadAsByteArrayAsync());
            AssertHeaders(answer, HttpStatusCode.OK, Content.Length);
        }
    }

    [Fact]
    public async Task Head_GivesTheHeadersAlone()
    {
        foreach (var server in servers.All)
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, File);
            using var answer = await server.Alice.SendAsync(request);
            AssertHeaders(answer, HttpStatusCode.OK, Content.Length);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Theory]
    [InlineData("bytes=0-99", 0, 100)]
    [InlineData("bytes=1000-", 1000, 2_999_017)]
    [InlineData("bytes=-17", 3_000_000, 17)]
    [InlineData("bytes=2999999-9999999", 2_999_999, 18)]
    [InlineData("bytes=3000016-3000016", 3_000_016, 1)]
    public async Task Range_GivesItsBytes(string range, int offset, int length)
    {
        foreach (var server in servers.All)
        {
            using var answer = await SendAsync(server, ("Range", range));
            Assert.Equal(Content[offset..(offset + length)], await answer.Content.ReadAsByteArrayAsync());
            AssertHeaders(answer, HttpStatusCode.PartialContent, length);
            Assert.Equal($"bytes {offset}-{offset + length - 1}/{Content.Length}", answer.Content.Headers.ContentRange?.ToString());
        }
    }

    [Theory]
    [InlineData("bytes=3000017-")]
    [InlineData("bytes=9999999-99999999")]
    [InlineData("bytes=-0")]
    public async Task Range_OutsideOfTheFile_IsNotSatisfiable(string range)
    {
        foreach (var server in servers.All)
        {
            using var answer = await SendAsync(server, ("Range", range));
            await answer.AssertProblemAsync(HttpStatusCode.RequestedRangeNotSatisfiable, "range_not_satisfiable");
            Assert.Equal($"bytes */{Content.Length}", answer.Content.Headers.ContentRange?.ToString());
        }
    }

    [Theory]
    [InlineData("bytes=0-1,5-6")]
    [InlineData("bytes=5-1")]
    [InlineData("bytes=--5")]
    [InlineData("bytes=-1-5")]
    [InlineData("lines=1-2")]
    [InlineData("bytes=99999999999999999999-")]
    public async Task Range_ThatIsNotOneRangeOfBytes_IsAnsweredWithTheWholeFile(string range)
    {
        foreach (var server in servers.All)
        {
            using var answer = await SendAsync(server, ("Range", range));
            Assert.Equal(Content, await answer.Content.ReadAsByteArrayAsync());
            AssertHeaders(answer, HttpStatusCode.OK, Content.Length);
        }
    }

    [Fact]
    public async Task Conditions_AreHonoured()
    {
        foreach (var server in servers.All)
        {
            using var same = await SendAsync(server, ("If-None-Match", $"\"{Hex}\""));
            using var other = await SendAsync(server, ("If-None-Match", "\"other\""));
            using var resumed = await SendAsync(server, ("Range", "bytes=10-19"), ("If-Range", $"\"{Hex}\""));
            using var changed = await SendAsync(server, ("Range", "bytes=10-19"), ("If-Range", "\"other\""));
            using var mismatch = await SendAsync(server, ("If-Match", "\"other\""));

            Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
            Assert.Equal($"\"{Hex}\"", same.Headers.ETag?.Tag);
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
            Assert.Equal(HttpStatusCode.PartialContent, resumed.StatusCode);
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
            Assert.Equal(Content.Length, changed.Content.Headers.ContentLength);
            await mismatch.AssertProblemAsync(HttpStatusCode.PreconditionFailed, "precondition_failed");
        }
    }

    [Fact]
    public async Task Download_CutInTheMiddle_ResumesByteForByte()
    {
        foreach (var server in servers.All)
        {
            var got = new MemoryStream();
            using (var first = await server.Alice.GetAsync(File, HttpCompletionOption.ResponseHeadersRead))
            {
                var stream = await first.Content.ReadAsStreamAsync();
                var buffer = new byte[100_000];
                while (got.Length < 1_000_000) got.Write(buffer, 0, await stream.ReadAsync(buffer));
            }

            using var rest = await SendAsync(server, ("Range", $"bytes={got.Length}-"), ("If-Range", $"\"{Hex}\""));
            Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
            got.Write(await rest.Content.ReadAsByteArrayAsync());
            Assert.Equal(Content, got.ToArray());
            Assert.Empty(server.Log.Errors);
        }
    }

    [Fact]
    public async Task Downloads_AreCountedOnce_WhereTheyBegin()
    {
        foreach (var server in servers.All)
        {
            var before = await CountAsync(server);
            using var whole = await SendAsync(server);
            using var begin = await SendAsync(server, ("Range", "bytes=0-9"));
            using var resumed = await SendAsync(server, ("Range", "bytes=10-"));
            using var unchanged = await SendAsync(server, ("If-None-Match", $"\"{Hex}\""));
            using var beyond = await SendAsync(server, ("Range", "bytes=3000017-"));
            using var head = await server.Alice.SendAsync(new HttpRequestMessage(HttpMethod.Head, File));
            foreach (var answer in new[] { whole, begin, resumed }) await answer.Content.ReadAsByteArrayAsync();

            Assert.Equal(2, await WaitForDownloadsAsync(server, before + 2) - before);
        }
    }

    [Fact]
    public async Task Download_GivesTheEntryFile_ByNameVersionOrAlias()
    {
        foreach (var server in servers.All)
        {
            foreach (var path in new[] { "/download", "/download?version=1.0.0", "/download?version=latest", "/versions/1.0.0/download", "/versions/latest/download" })
            {
                using var answer = await server.Alice.GetAsync("/api/v1/models/alice/big" + path);
                Assert.Equal(Content, await answer.Content.ReadAsByteArrayAsync());
                Assert.Equal(path.Contains("1.0.0", StringComparison.Ordinal), answer.Headers.CacheControl!.ToString().Contains("immutable", StringComparison.Ordinal));
            }

            using var missing = await server.Alice.GetAsync("/api/v1/models/alice/big/download?version=2.0.0");
            await missing.AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        }
    }

    private static void AssertHeaders(HttpResponseMessage answer, HttpStatusCode status, long length)
    {
        var base64 = Convert.ToBase64String(SHA256.HashData(Content));
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(length, answer.Content.Headers.ContentLength);
        Assert.Equal("application/x-test", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"\"{Hex}\"", answer.Headers.ETag?.ToString());
        Assert.Equal("bytes", answer.Headers.AcceptRanges.ToString());
        Assert.Equal("sha-256=" + base64, answer.Headers.GetValues("Digest").Single());
        Assert.Equal($"sha-256=:{base64}:", answer.Headers.GetValues("Repr-Digest").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.NotNull(answer.Content.Headers.LastModified);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("modèle \"1\".bin", answer.Content.Headers.ContentDisposition?.FileNameStar);
    }

    private static async Task<HttpResponseMessage> SendAsync(HubServer server, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, File);
        foreach (var header in headers) request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await server.Alice.SendAsync(request);
    }

    // The count is written after the last byte, so that it cannot delay the download.
    private static async Task<long> WaitForDownloadsAsync(HubServer server, long expected)
    {
        var downloads = await CountAsync(server);
        for (var i = 0; downloads < expected && i < 100; i++)
        {
            await Task.Delay(50);
            downloads = await CountAsync(server);
        }

        return downloads;
    }

    private static async Task<long> CountAsync(HubServer server) =>
        JsonElement.Parse(await server.Alice.GetStringAsync("/api/v1/models/alice/big")).GetProperty("downloads").GetInt64();
}
