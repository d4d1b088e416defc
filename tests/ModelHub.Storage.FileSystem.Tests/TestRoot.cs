using Microsoft.Extensions.DependencyInjection;
using ModelHub.Storage.FileSystem.CrashWriter;

namespace ModelHub.Storage.FileSystem.Tests;

/// <summary>A directory for one test, deleted at its end.</summary>
internal sealed class TestRoot : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("modelhub-fs-");

    public string Path => System.IO.Path.Join(_parent.FullName, "root");

    /// <summary>Beside the root, for what a link could lead to.</summary>
    public string Outside(string name) => System.IO.Path.Join(_parent.FullName, name);

    public IEnumerable<string> TempFiles => Directory.EnumerateFileSystemEntries(System.IO.Path.Join(Path, ".tmp"));

    /// <summary>Opens the store as an app does, and anew each time, as after a restart.</summary>
    public IArtifactStore Open(TimeProvider? time = null) => OpenAt(Path, time);

    public static IArtifactStore OpenAt(string path, TimeProvider? time = null)
    {
        var builder = new StoreBuilder();
        if (time is not null) builder.Services.AddSingleton(time);
        builder.UseFileSystemStorage(path);
        return builder.Services.BuildServiceProvider().GetRequiredService<IArtifactStore>();
    }

    public void Dispose() => _parent.Delete(recursive: true);
}
