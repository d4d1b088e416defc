using System.Security.Cryptography;
using System.Text;

namespace ModelHub.Conformance.Artifacts;

/// <summary>
/// What <see cref="IArtifactStore"/> promises, whatever the store is made of. A provider's tests inherit it and open
/// their store. Every test works in buckets of its own, so that all may share one server.
/// </summary>
public abstract partial class ArtifactStoreConformance : IAsyncLifetime
{
    protected const int MiB = 1024 * 1024;

    protected IArtifactStore Store { get; private set; } = null!;

    protected string Bucket { get; } = $"test-{Guid.NewGuid():N}";

    protected string OtherBucket { get; } = $"test-{Guid.NewGuid():N}";

    public async Task InitializeAsync() => Store = await OpenStoreAsync();

    public Task DisposeAsync() => CloseStoreAsync();

    /// <summary>Opens the store that this test uses.</summary>
    protected abstract Task<IArtifactStore> OpenStoreAsync();

    /// <summary>Lets go of the store and removes what the test put.</summary>
    protected virtual Task CloseStoreAsync() => Task.CompletedTask;

    protected ArtifactKey Key(string path) => new(Bucket, path);

    /// <summary>Bytes that differ from seed to seed and look the same nowhere twice.</summary>
    protected static byte[] Bytes(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    protected static Sha256Digest DigestOf(byte[] bytes) => Sha256Digest.FromBytes(SHA256.HashData(bytes));

    protected Task<ArtifactPutResult> PutAsync(ArtifactKey key, byte[] content, ArtifactPutOptions? options = null) =>
        Store.PutAsync(key, new MemoryStream(content), options);

    protected Task<ArtifactPutResult> PutAsync(string path, string content = "x") => PutAsync(Key(path), Encoding.UTF8.GetBytes(content));

    protected Task<byte[]> ReadAsync(string path, ByteRange? range = null) => ReadAsync(Key(path), range);

    protected async Task<byte[]> ReadAsync(ArtifactKey key, ByteRange? range = null)
    {
        await using var content = await Store.OpenAsync(key, range);
        var bytes = await ReadToEndAsync(content.Content);
        Assert.Equal(content.Length, bytes.Length);
        return bytes;
    }

    protected static async Task<byte[]> ReadToEndAsync(Stream content)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }

    protected async Task<List<string>> ListAsync(string prefix = "", string? after = null, string? bucket = null)
    {
        var paths = new List<string>();
        await foreach (var info in Store.ListAsync(bucket ?? Bucket, prefix, after)) paths.Add(info.Key.Path);
        return paths;
    }

    protected static async Task<ModelHubException> FailsAsync(ModelHubErrorCode code, Func<Task> act)
    {
        var exception = await Assert.ThrowsAsync<ModelHubException>(act);
        Assert.Equal(code, exception.Code);
        return exception;
    }
}
