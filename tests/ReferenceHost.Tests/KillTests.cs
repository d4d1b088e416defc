using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ReferenceHost.Tests;

/// <summary>kill -9 in the middle of publishes: what was acknowledged is there, and whatever is there is whole.</summary>
public sealed class KillTests
{
    private const int Kills = 20;
    private const int Publishers = 3;
    private const int FileBytes = 2_000_000;

    [Fact]
    public async Task Publish_HostKilledAtRandomMoments_EveryListedVersionIsWholeAndNoneIsLost()
    {
        var random = new Random(20261121);
        var data = Directory.CreateTempSubdirectory("modelhub-");
        var sent = new ConcurrentDictionary<string, string>(); // version -> SHA-256 of what was sent
        var acknowledged = new ConcurrentDictionary<string, byte>();
        try
        {
            var next = 0;
            for (var round = 0; round < Kills; round++)
            {
                await using var host = await HostProcess.StartAsync(data.FullName, "--ModelHub:PublishSamples", "false");
                using var client = await host.LoginAsync("ada");
                var before = acknowledged.Count;
                var publishing = Enumerable.Range(0, Publishers).Select(_ => PublishUntilKilledAsync(client, () => Interlocked.Increment(ref next), sent, acknowledged)).ToList();
                // Half of the kills hit the first publishes of a fresh host, the others come in the midst of many.
                while (round % 2 == 1 && acknowledged.Count == before) await Task.Delay(1);
                await Task.Delay(random.Next(20, 500));
                await host.KillAsync();
                await Task.WhenAll(publishing);
                await CheckAsync(data.FullName, sent, acknowledged);
            }
        }
        finally
        {
            data.Delete(recursive: true);
        }

        Assert.True(acknowledged.Count >= Kills / 2, $"Only {acknowledged.Count} publishes ended before a kill: the test showed little.");
        Assert.True(sent.Count > acknowledged.Count, "No publish was cut: the test showed nothing.");
    }

    private static async Task PublishUntilKilledAsync(
        HttpClient client, Func<int> next, ConcurrentDictionary<string, string> sent, ConcurrentDictionary<string, byte> acknowledged)
    {
        while (true)
        {
            var version = $"1.0.{next()}";
            var content = RandomNumberGenerator.GetBytes(FileBytes);
            sent[version] = Convert.ToHexStringLower(SHA256.HashData(content));
            using var form = new MultipartFormDataContent
            {
                { new StringContent("crash"), "name" }, { new StringContent(version), "version" }, { new ByteArrayContent(content), "model_file", "model.bin" },
            };
            try
            {
                using var answer = await client.PostAsync("/api/v1/models/", form);
                Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
                acknowledged[version] = 0;
            }
            catch (HttpRequestException)
            {
                return; // The host was killed.
            }
        }
    }

    private static async Task CheckAsync(string data, ConcurrentDictionary<string, string> sent, ConcurrentDictionary<string, byte> acknowledged)
    {
        await using var host = await HostProcess.StartAsync(data, "--ModelHub:PublishSamples", "false");
        using var client = await host.LoginAsync("ada");
        var listed = await ListAsync(client);

        Assert.Empty(acknowledged.Keys.Except(listed.Select(version => version.Number)));
        foreach (var (number, state, file) in listed)
        {
            Assert.Equal("ready", state);
            Assert.Equal(sent[number], file["sha256"]!.GetValue<string>());
            var content = await client.GetByteArrayAsync($"/api/v1/models/ada/crash/versions/{number}/files/model.bin");
            Assert.Equal(sent[number], Convert.ToHexStringLower(SHA256.HashData(content)));
        }
    }

    private static async Task<List<(string Number, string State, JsonObject File)>> ListAsync(HttpClient client)
    {
        var versions = new List<(string, string, JsonObject)>();
        for (string? cursor = ""; cursor is not null;)
        {
            using var answer = await client.GetAsync($"/api/v1/models/ada/crash/versions?limit=200&cursor={Uri.EscapeDataString(cursor)}");
            if (answer.StatusCode == HttpStatusCode.NotFound) return versions; // Killed before the first version was there.
            answer.EnsureSuccessStatusCode();
            var page = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
            foreach (var item in page["items"]!.AsArray())
            {
                var file = Assert.Single(item!["files"]!.AsArray())!.AsObject();
                versions.Add((item["version"]!.GetValue<string>(), item["state"]!.GetValue<string>(), file));
            }

            cursor = page["next_cursor"]?.GetValue<string>();
        }

        return versions;
    }
}
