using ModelHub.Conformance.Artifacts;

namespace ModelHub.Storage.FileSystem.Tests;

public sealed class FileSystemArtifactStoreTests : ArtifactStoreConformance, IDisposable
{
    private readonly TestRoot _root = new();

    public void Dispose() => _root.Dispose();

    protected override Task<IArtifactStore> OpenStoreAsync() => Task.FromResult(_root.Open());
}
