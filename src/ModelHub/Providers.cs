namespace ModelHub;

/// <summary>The app's providers; a missing one is reported by the call that would add it.</summary>
internal sealed class Providers
{
    private readonly IModelStore? _models;
    private readonly IArtifactStore? _artifacts;

    public Providers(IEnumerable<IModelStore> models, IEnumerable<IArtifactStore> artifacts, IEnumerable<IModelServer> servers)
    {
        _models = models.LastOrDefault();
        _artifacts = artifacts.LastOrDefault();
        Server = servers.LastOrDefault();
    }

    public IModelStore Models => _models ?? throw Missing("database", "UseSqlite(path) or .UsePostgres(connectionString)");

    public IArtifactStore Artifacts => _artifacts ?? throw Missing("artifact storage", "UseFileSystemStorage(path)");

    /// <summary>Null in an app that stores and shares models but serves none.</summary>
    public IModelServer? Server { get; }

    private static InvalidOperationException Missing(string what, string call) =>
        new($"ModelHub has no {what}. Call services.AddModelHub().{call}.");
}
