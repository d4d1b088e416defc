using System.Collections.Concurrent;

namespace ModelHub.Storage.FileSystem;

/// <summary>The directories below the root, and the files in them.</summary>
/// <remarks>
/// No symbolic link below the root is followed: every component of a path is looked at before it is used. Somebody
/// who can exchange a directory for a link between the two can write the root itself, and needs no link.
/// </remarks>
internal sealed class ObjectTree(StorageRoot root, TimeProvider time)
{
    // Each attempt that fails means that somebody else removed a directory in between.
    private const int MaxAttempts = 100;
    private const int MaxSettled = 10_000;

    // Far above the steps in which a file system tells time.
    private static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, DateTime> _settled = new(StringComparer.Ordinal);

    /// <summary>The file under these names, or null when there is none.</summary>
    public FileInfo? FindFile(List<string> names)
    {
        var file = FindDirectory(names.GetRange(0, names.Count - 1)) is { } directory
            ? FileNodes.FindFile(Path.Join(directory, names[^1]))
            : null;
        if (file is null) root.RequirePresent();
        return file;
    }

    /// <summary>The directory under these names, or null when there is none.</summary>
    public string? FindDirectory(List<string> names)
    {
        var path = root.Path;
        foreach (var name in names)
        {
            path = Path.Join(path, name);
            if (!FileNodes.IsDirectory(path)) return null;
        }

        return path;
    }

    /// <summary>Renames a file to its place, whose directories are made where they are missing, and makes that durable.</summary>
    /// <param name="findSource">The file; called again for every attempt, and throws when there is none.</param>
    /// <param name="names">The names of the place.</param>
    /// <returns>The path of the place.</returns>
    public string Place(Func<string> findSource, List<string> names)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var source = findSource();
            // A delete can take an empty directory away at any moment until there is a file in it.
            if (TryMakeDirectory(names) is not { } directory) continue;
            var destination = Path.Join(directory, names[^1]);
            if (!FileNodes.TryRename(source, destination)) continue;
            FileNodes.FlushDirectory(directory);
            return destination;
        }

        throw new IOException("The directory of an object vanished again and again.");
    }

    /// <summary>Makes durable that a file is gone, and removes the directories that are empty without it.</summary>
    public void CleanUp(List<string> names)
    {
        FileNodes.FlushDirectory(DirectoryPath(names, names.Count - 1));
        for (var depth = names.Count - 1; depth > 0; depth--)
        {
            if (!TryRemoveEmpty(DirectoryPath(names, depth))) return;
        }
    }

    private string DirectoryPath(List<string> names, int depth) => Path.Join([root.Path, .. names.Take(depth)]);

    private string? TryMakeDirectory(List<string> names)
    {
        root.RequirePresent();
        var path = root.Path;
        for (var i = 0; i < names.Count - 1; i++)
        {
            var parent = path;
            path = Path.Join(parent, names[i]);
            if (!FileNodes.IsDirectory(path))
            {
                if (FileNodes.IsLink(path)) throw new IOException("A symbolic link lies where the store keeps a directory.");
                if (!FileNodes.TryMakeDirectory(path) || !FileNodes.IsDirectory(path)) return null;
            }

            Settle(parent);
        }

        return path;
    }

    // Makes the names in a directory durable. Somebody else may have made the name that this put relies on, and may
    // not have flushed it yet, in another process even. A directory flushed before that has not changed since needs no
    // second time; its time of change only tells so once it is so long ago that a change now would show in it.
    private void Settle(string directory)
    {
        var changed = Directory.GetLastWriteTimeUtc(directory);
        if (_settled.TryGetValue(directory, out var settled) && settled == changed) return;
        FileNodes.FlushDirectory(directory);
        if (time.GetUtcNow().UtcDateTime - changed < SettledAfter) return;
        if (_settled.Count >= MaxSettled) _settled.Clear();
        _settled[directory] = changed;
    }

    private static bool TryRemoveEmpty(string directory)
    {
        try
        {
            if (Directory.EnumerateFileSystemEntries(directory).Any()) return false;
            Directory.Delete(directory);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true; // Somebody else was faster; the directories above may still be empty.
        }
        catch (IOException)
        {
            return false; // A put made something in it.
        }
    }
}
