using Microsoft.Extensions.DependencyInjection;

namespace ModelHub.Tests;

/// <summary>A hub on a folder and SQLite, thrown away at the end.</summary>
public sealed class TestHub : IAsyncDisposable
{
    public static readonly HubUser Ada = new("ada");
    public static readonly HubUser Bob = new("bob");
    public static readonly HubUser Admin = new("root", HubRole.Admin);

    private readonly ServiceProvider _services;

    private TestHub(string folder, Action<IServiceCollection>? configure)
    {
        Folder = folder;
        var services = new ServiceCollection();
        configure?.Invoke(services);
        services.AddModelHub()
            .UseFileSystemStorage(Path.Combine(folder, "artifacts"))
            .UseSqlite(Path.Combine(folder, "hub.db"));
        _services = services.BuildServiceProvider();
    }

    public string Folder { get; }

    public IServiceProvider Services => _services;

    public IModelHub Hub => _services.GetRequiredService<IModelHub>();

    public IArtifactStore Artifacts => _services.GetRequiredService<IArtifactStore>();

    public static async Task<TestHub> CreateAsync(Action<IServiceCollection>? configure = null)
    {
        var hub = new TestHub(Directory.CreateTempSubdirectory("modelhub-").FullName, configure);
        await hub._services.GetRequiredService<IModelStore>().InitializeAsync();
        return hub;
    }

    public async Task<ModelAndVersion> PublishAsync(HubUser user, PublishRequest request, params (string Path, byte[] Content)[] files)
    {
        await using var session = Hub.BeginPublish(user);
        foreach (var (path, content) in files) await session.AddFileAsync(path, new MemoryStream(content));
        return await session.CommitAsync(request);
    }

    public async Task<List<string>> ListKeysAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (var artifact in Artifacts.ListAsync(ArtifactKey.ModelsBucket, prefix)) keys.Add(artifact.Key.Path);
        return keys;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
