using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace ModelHub.AspNetCore.Tests;

/// <summary>Two hubs with the same file: one whose store has local files, and one whose store has none.</summary>
public sealed class DownloadServers : IAsyncLifetime
{
    public const string File = "/api/v1/models/alice/big/versions/1.0.0/files/dir/modèle \"1\".bin";
    public static readonly byte[] Content = RandomNumberGenerator.GetBytes(3_000_017);
    private readonly HubServer _local = new();
    private readonly HubServer _remote = new(null, services => services.Decorate());

    public IEnumerable<HubServer> All => [_local, _remote];

    public async Task InitializeAsync()
    {
        foreach (var server in All)
        {
            await server.InitializeAsync();
            using var body = new ByteArrayContent(Content);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/x-test");
            using var answer = await server.Alice.PutAsync(File, body);
            Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var server in All) await server.DisposeAsync();
    }
}
