using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace ModelHub.Storage.FileSystem;

/// <summary>A file that is being written. Disposing it removes it, unless it was renamed to its place by then.</summary>
internal sealed class TempFile : IDisposable
{
    /// <summary>After this time without a write, a file that nobody holds was left by a crash.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromHours(24);

    private readonly ILogger? _logger;

    private TempFile(string path, SafeFileHandle handle, ILogger? logger)
    {
        Path = path;
        Handle = handle;
        _logger = logger;
    }

    public string Path { get; }

    public SafeFileHandle Handle { get; }

    /// <summary>Makes an empty file. It is locked while it is open, which is how <see cref="Sweep"/> knows that it is in use.</summary>
    public static TempFile Create(string directory, ILogger? logger)
    {
        var path = System.IO.Path.Join(directory, Guid.NewGuid().ToString("N"));
        return new TempFile(path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous), logger);
    }

    /// <summary>Makes the content durable and closes the file.</summary>
    public void Complete(DateTime lastWrite)
    {
        File.SetLastWriteTimeUtc(Handle, lastWrite);
        RandomAccess.FlushToDisk(Handle);
        Handle.Dispose();
    }

    public void Dispose()
    {
        Handle.Dispose();
        try
        {
            File.Delete(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whatever made the put fail is what its caller has to hear of.
            if (_logger is not null) Log.TempFileLeft(_logger, exception);
        }
    }

    /// <summary>Removes the files that crashed processes left.</summary>
    /// <returns>How many.</returns>
    public static int Sweep(string directory, DateTimeOffset now)
    {
        var count = 0;
        foreach (var path in Directory.EnumerateFiles(directory))
        {
            var file = FileNodes.FindFile(path);
            if (file is null || now - file.LastWriteTimeUtc < StaleAfter || !TryDeleteUnused(path)) continue;
            count++;
        }

        return count;
    }

    private static bool TryDeleteUnused(string path)
    {
        try
        {
            using var unused = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete);
            File.Delete(path);
            return true;
        }
        catch (IOException)
        {
            return false; // Locked by a put that is slow, or gone since.
        }
    }
}
