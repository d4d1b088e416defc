using System.Security.Cryptography;

namespace ModelHub.Inference.Tests;

/// <summary>A version whose files lie in a folder.</summary>
internal sealed class FolderPackage : IModelPackage
{
    private static long _lastId;
    private readonly string _folder;
    private readonly bool _local;

    /// <param name="folder">Where the files lie.</param>
    /// <param name="entryFile">The file to load.</param>
    /// <param name="local">Whether the store gives paths of this machine.</param>
    /// <param name="paths">The version's files; null is the entry file alone.</param>
    public FolderPackage(string folder, string entryFile, bool local = true, IReadOnlyList<string>? paths = null)
    {
        _folder = folder;
        _local = local;
        Version = new ModelVersion
        {
            Id = Interlocked.Increment(ref _lastId),
            ModelId = 1,
            Version = SemanticVersion.Parse("1.0.0"),
            State = ModelVersionState.Ready,
            Format = ModelFormats.Onnx,
            EntryFile = entryFile,
            Files = [.. (paths ?? [entryFile]).Select(path => Describe(folder, path))],
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
    }

    public ModelName Name { get; } = ModelName.Create("tests", "model");

    public ModelVersion Version { get; init; }

    /// <summary>How many files were opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Waited for by each open, when there is one.</summary>
    public Task? Gate { get; init; }

    /// <summary>One of the models that the script makes.</summary>
    public static FolderPackage Of(string name, bool local = true) => new(TestModels.Root, name, local);

    public async Task<Stream> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        Opened++;
        if (Gate is not null) await Gate.WaitAsync(cancellationToken);
        return Version.Files.Any(file => file.Path == path)
            ? File.OpenRead(Path.Combine(_folder, path))
            : throw new ModelHubException(ModelHubErrorCode.NotFound, "The version has no such file.");
    }

    public string? FindLocalPath(string path) => _local ? Path.Combine(_folder, path) : null;

    private static ModelFile Describe(string folder, string path)
    {
        var full = Path.Combine(folder, path);
        var content = File.Exists(full) ? File.ReadAllBytes(full) : [];
        return new ModelFile(path, content.Length, Sha256Digest.FromBytes(SHA256.HashData(content)), "application/octet-stream");
    }
}
