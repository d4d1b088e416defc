namespace ModelHub.Registry;

/// <summary>Gives an engine the files of a version that has been resolved, and so allowed.</summary>
internal sealed class ModelPackage(IModelHub hub, ModelName name, ModelVersion version) : IModelPackage
{
    public ModelName Name { get; } = name;

    public ModelVersion Version { get; } = version;

    public async Task<Stream> OpenAsync(string path, CancellationToken cancellationToken = default) =>
        (await hub.OpenFileAsync(Find(path), null, cancellationToken)).Content;

    public string? FindLocalPath(string path) => hub.FindLocalPath(Find(path));

    private ModelFile Find(string path) =>
        Version.Files.FirstOrDefault(file => file.Path == path)
        ?? throw new ModelHubException(ModelHubErrorCode.NotFound, $"{Name} {Version.Version} has no file '{path}'.");
}
