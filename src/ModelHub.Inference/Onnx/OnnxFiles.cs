using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace ModelHub.Inference.Onnx;

/// <summary>The files of a version under their own names, in a folder that holds nothing else.</summary>
/// <remarks>
/// ONNX Runtime lets a model name any file below its own folder as its weights, and follows links to find out which
/// folder that is. In a store's folder that would be other people's models, so a file is never loaded from there, nor
/// through a symbolic link: it gets a second name here (a hard link) or, on another file system, is copied.
/// </remarks>
internal sealed partial class OnnxFiles : IDisposable
{
    /// <summary>How the names of these folders begin in the temporary folder: they say whose they are.</summary>
    public static readonly string FolderPrefix = $"modelhub-onnx-{Environment.ProcessId}-";

    private readonly string _folder;
    private readonly string _entryFile;
    private readonly ILogger _logger;
    private int _disposed;

    private OnnxFiles(string folder, string entryFile, ILogger logger)
    {
        _folder = folder;
        _entryFile = entryFile;
        _logger = logger;
    }

    /// <summary>What to load.</summary>
    public string EntryPath => Resolve(_folder, _entryFile);

    /// <exception cref="ModelHubException">
    /// <see cref="ModelHubErrorCode.Unsupported"/>: the files cannot lie in one folder;
    /// <see cref="ModelHubErrorCode.Unavailable"/>: there is no room for them.
    /// </exception>
    public static async Task<OnnxFiles> PrepareAsync(IModelPackage package, ILogger logger, CancellationToken cancellationToken)
    {
        OnnxFiles files;
        try
        {
            // Only this user may read it (mode 0700).
            files = new OnnxFiles(Directory.CreateTempSubdirectory(FolderPrefix).FullName, package.Version.EntryFile, logger);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NoRoom(exception);
        }

        try
        {
            await files.FillAsync(package, cancellationToken);
            return files;
        }
        catch (Exception exception)
        {
            files.Dispose();
            if (exception is IOException or UnauthorizedAccessException) throw NoRoom(exception);
            throw;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.FolderNotDeleted(_logger, exception, _folder);
        }
    }

    private async Task FillAsync(IModelPackage package, CancellationToken cancellationToken)
    {
        var paths = package.Version.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        if (paths.Any(path => HasParentIn(paths, path)))
            throw new ModelHubException(ModelHubErrorCode.Unsupported, "A file of the version has the name of a folder of another one; rename one of them.");

        foreach (var path in paths)
        {
            var target = Resolve(_folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (package.FindLocalPath(path) is { } local && TryLink(local, target)) continue;

            await using var source = await package.OpenAsync(path, cancellationToken);
            await using var copy = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
            await source.CopyToAsync(copy, 1 << 20, cancellationToken);
        }
    }

    private static bool TryLink(string source, string target)
    {
        if (OperatingSystem.IsWindows()) return false;
        var file = File.ResolveLinkTarget(source, returnFinalTarget: true)?.FullName ?? source;
        return Link(file, target) == 0;
    }

    private static bool HasParentIn(HashSet<string> paths, string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            if (paths.Contains(path[..slash])) return true;
        }

        return false;
    }

    // The hub let the path in under a rule that keeps it inside. Here it meets a disk, so it is checked again.
    private static string Resolve(string folder, string path)
    {
        var full = Path.GetFullPath(Path.Join(folder, path));
        return ArtifactKey.IsValidPath(path) && full.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new ModelHubException(ModelHubErrorCode.Unsupported, "The name of a file of the version leads out of its folder.");
    }

    private static ModelHubException NoRoom(Exception exception) => new(
        ModelHubErrorCode.Unavailable, "The server could not lay out the model's files for loading; its temporary folder may be full. Try again later.", exception);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string created);
}
