using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;

namespace ModelHub.Storage.FileSystem;

/// <summary>Keeps each object as one file. A put writes beside the objects and renames into place, so nothing half-written is ever seen.</summary>
internal sealed class FileSystemArtifactStore : IArtifactStore, ILocalFiles
{
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StorageRoot _root;
    private readonly ObjectTree _tree;
    private long _lastPutTicks;
    private int _swept;

    public FileSystemArtifactStore(
        IOptions<FileSystemStorageOptions> options, TimeProvider time, ILogger<FileSystemArtifactStore>? logger = null)
    {
        _time = time;
        _logger = logger ?? NullLogger<FileSystemArtifactStore>.Instance;
        var rootPath = options.Value.RootPath;
        _root = Disk.Run(() => StorageRoot.Create(rootPath));
        _tree = new ObjectTree(_root, time);
    }

    public async Task<ArtifactPutResult> PutAsync(
        ArtifactKey key, Stream content, ArtifactPutOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(content);
        cancellationToken.ThrowIfCancellationRequested();
        options ??= new ArtifactPutOptions();
        using var file = Disk.Run(CreateTempFile);
        var (size, digest) = await ContentWriter.CopyAsync(content, file.Handle, options, cancellationToken);
        if (options.ExpectedSha256 is { } expected && expected != digest) throw Mismatch(expected, digest);
        cancellationToken.ThrowIfCancellationRequested();

        var time = NextPutTime();
        Disk.Run(() =>
        {
            file.Complete(time);
            _tree.Place(() => file.Path, KeyPath.Names(key));
        });
        return new ArtifactPutResult(Describe(key, size, time), digest);
    }

    public Task<ArtifactContent> OpenAsync(ArtifactKey key, ByteRange? range = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Disk.Run(() => Open(key, range)));
    }

    public Task<ArtifactInfo?> FindAsync(ArtifactKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Disk.Run(() => _tree.FindFile(KeyPath.Names(key)) is { } file ? Describe(key, file.Length, file.LastWriteTimeUtc) : null));
    }

    public async IAsyncEnumerable<ArtifactInfo> ListAsync(
        string bucket, string prefix = "", string? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (!ArtifactKey.IsValidBucket(bucket)) throw ModelHubException.Invalid("bucket", $"Needs {ArtifactKey.BucketRule}.");
        Disk.Run(_root.RequirePresent);
        await foreach (var (path, file) in new ObjectLister(_tree, bucket, prefix, after).ListAsync(cancellationToken))
        {
            yield return Describe(new ArtifactKey(bucket, path), file.Length, file.LastWriteTimeUtc);
        }
    }

    public Task MoveAsync(ArtifactKey source, ArtifactKey destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        cancellationToken.ThrowIfCancellationRequested();
        var from = KeyPath.Names(source);
        Disk.Run(() =>
        {
            _tree.Place(() => _tree.FindFile(from)?.FullName ?? throw NotFound(), KeyPath.Names(destination));
            if (source != destination) _tree.CleanUp(from);
        });
        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(ArtifactKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Disk.Run(() => Delete(KeyPath.Names(key))));
    }

    public object? GetService(Type serviceType) => serviceType == typeof(ILocalFiles) ? this : null;

    public string? FindPath(ArtifactKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Disk.Run(() => _tree.FindFile(KeyPath.Names(key))?.FullName);
    }

    private ArtifactContent Open(ArtifactKey key, ByteRange? range)
    {
        var path = _tree.FindFile(KeyPath.Names(key))?.FullName ?? throw NotFound();
        var file = OpenFile(path);
        try
        {
            // Size and time come from the open file: a put may have replaced it under its name by now.
            var size = RandomAccess.GetLength(file);
            var info = Describe(key, size, File.GetLastWriteTimeUtc(file));
            var (offset, length) = range is { } asked ? Cut(asked, size) : (0, size);
            return new ArtifactContent(info, new FileRangeStream(file, offset, length), length);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static SafeFileHandle OpenFile(string path)
    {
        try
        {
            return File.OpenHandle(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw NotFound(); // Deleted a moment ago.
        }
    }

    private static (long Offset, long Length) Cut(ByteRange range, long size)
    {
        if (range.Offset < 0 || range.Length < 0 || range.Offset >= size)
        {
            throw new ModelHubException(ModelHubErrorCode.RangeNotSatisfiable, string.Create(
                CultureInfo.InvariantCulture, $"The range has to start within the {size:N0} bytes of the object and must not be negative."));
        }

        return (range.Offset, Math.Min(range.Length ?? long.MaxValue, size - range.Offset));
    }

    private bool Delete(List<string> names)
    {
        if (_tree.FindFile(names) is not { } file) return false;
        try
        {
            file.Delete();
        }
        catch (DirectoryNotFoundException)
        {
            return false; // Another delete was faster.
        }

        _tree.CleanUp(names);
        return true;
    }

    private TempFile CreateTempFile()
    {
        _root.RequirePresent();
        if (Interlocked.Exchange(ref _swept, 1) == 0) Sweep();
        return TempFile.Create(_root.TempPath, _logger);
    }

    private void Sweep()
    {
        try
        {
            var count = TempFile.Sweep(_root.TempPath, _time.GetUtcNow());
            if (count > 0) Log.SweptTempFiles(_logger, count);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.SweepFailed(_logger, exception);
        }
    }

    // An object's time tells one put from the next, so that no two of a process may have the same.
    private DateTime NextPutTime()
    {
        while (true)
        {
            var last = Interlocked.Read(ref _lastPutTicks);
            var next = Math.Max(_time.GetUtcNow().UtcTicks, last + 1);
            if (Interlocked.CompareExchange(ref _lastPutTicks, next, last) == last) return new DateTime(next, DateTimeKind.Utc);
        }
    }

    private static ArtifactInfo Describe(ArtifactKey key, long size, DateTime time) =>
        new(key, size, string.Create(CultureInfo.InvariantCulture, $"{time.Ticks:x}-{size:x}"), new DateTimeOffset(time));

    private static ModelHubException NotFound() => new(ModelHubErrorCode.NotFound, "There is no such object.");

    private static ModelHubException Mismatch(Sha256Digest expected, Sha256Digest actual) =>
        new(ModelHubErrorCode.ChecksumMismatch, $"The content has the SHA-256 {actual}, not the expected {expected}. Send it again.");
}
