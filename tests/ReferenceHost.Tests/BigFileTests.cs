using System.Net;
using System.Security.Cryptography;

namespace ReferenceHost.Tests;

public sealed class BigFileTests
{
    private const long Size = 4L << 30;
    private const long MaxGrowth = 64L << 20;

    [Fact]
    public async Task UploadAndDownload_Of4GiB_KeepTheHostsMemoryConstant()
    {
        var data = Directory.CreateTempSubdirectory("modelhub-");
        try
        {
            await using var host = await HostProcess.StartAsync(data.FullName, "--ModelHub:PublishSamples", "false");
            using var client = await host.LoginAsync("ada");
            await UploadAsync(client, "warm-up", 1 << 24);
            await DownloadAsync(client, "warm-up");

            host.ResetPeakMemory();
            var before = host.ReadMemory(peak: false);
            await UploadAsync(client, "big", Size);
            var afterUpload = host.ReadMemory(peak: true);
            var hash = await DownloadAsync(client, "big");
            var afterDownload = host.ReadMemory(peak: true);

            Assert.Equal(await SHA256.HashDataAsync(new PatternStream(Size)), hash);
            Assert.True(afterUpload - before < MaxGrowth, $"The upload took {(afterUpload - before) >> 20} MiB.");
            Assert.True(afterDownload - before < MaxGrowth, $"The download took {(afterDownload - before) >> 20} MiB.");
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task UploadAsync(HttpClient client, string name, long size)
    {
        using var answer = await client.PutAsync($"/api/v1/models/ada/{name}/versions/1.0.0/files/model.bin", new StreamContent(new PatternStream(size), 1 << 16));
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<byte[]> DownloadAsync(HttpClient client, string name)
    {
        using var answer = await client.GetAsync($"/api/v1/models/ada/{name}/download", HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        return await SHA256.HashDataAsync(await answer.Content.ReadAsStreamAsync());
    }
}
