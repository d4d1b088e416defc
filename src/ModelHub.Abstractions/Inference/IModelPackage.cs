namespace ModelHub;

/// <summary>The files of a version, for an engine that loads them.</summary>
public interface IModelPackage
{
    /// <summary>The model's name, for messages and metrics.</summary>
    ModelName Name { get; }

    /// <summary>The version with its files.</summary>
    ModelVersion Version { get; }

    /// <summary>Opens a file of the version from its first byte.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.NotFound"/>: the version has no such file.</exception>
    Task<Stream> OpenAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>The absolute path of a file on this machine, for reading only; null when the store has no <see cref="ILocalFiles"/>.</summary>
    string? FindLocalPath(string path);
}
