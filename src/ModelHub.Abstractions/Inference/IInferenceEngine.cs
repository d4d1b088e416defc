namespace ModelHub;

/// <summary>Runs the models of some formats.</summary>
public interface IInferenceEngine
{
    /// <summary>The engine's name in messages and metrics, for example <c>onnxruntime</c>.</summary>
    string Name { get; }

    /// <summary>Whether this engine can load the version, judged by its format and files, without reading them.</summary>
    bool CanServe(ModelVersion version);

    /// <summary>Loads a version. Dispose the session to free what it took.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InferenceFailed"/>: the files are no model that runs here.</exception>
    Task<IModelSession> LoadAsync(IModelPackage package, CancellationToken cancellationToken = default);
}
