using System.IO.Enumeration;
using System.Runtime.CompilerServices;

namespace ModelHub.Storage.FileSystem;

/// <summary>Lists the objects of a bucket in order. It holds the names of one directory of each depth at a time, never those of the whole tree.</summary>
internal sealed class ObjectLister(ObjectTree tree, string bucket, string prefix, string? after)
{
    private static readonly EnumerationOptions WithoutLinks = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    /// <summary>The objects' paths and files.</summary>
    public async IAsyncEnumerable<(string Path, FileInfo File)> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Whatever the prefix names in full needs no look at what lies beside it.
        var above = prefix[..(prefix.LastIndexOf('/') + 1)];
        if (above.Length > 0 && !ArtifactKey.IsValidPath(above[..^1])) yield break;
        var start = Disk.Run(() => tree.FindDirectory(KeyPath.DirectoryNames(bucket, above.TrimEnd('/'))));
        if (start is null) yield break;

        var levels = new Stack<Level>();
        levels.Push(await ReadAsync(start, above, cancellationToken));
        while (levels.TryPeek(out var level))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!level.Entries.MoveNext())
            {
                levels.Pop();
                continue;
            }

            var entry = level.Entries.Current;
            var diskPath = Path.Join(level.Directory, entry.Name);
            var path = level.Path + entry.Segment;
            if (entry.IsDirectory) levels.Push(await ReadAsync(diskPath, path, cancellationToken));
            else if (ArtifactKey.IsValidPath(path) && Disk.Run(() => FileNodes.FindFile(diskPath)) is { } file) yield return (path, file);
        }
    }

    private Task<Level> ReadAsync(string directory, string path, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var entries = new List<Entry>();
            Disk.Run(() => Read(directory, path, "", "", entries));
            entries.Sort((x, y) => PathOrder.Instance.Compare(x.Segment, y.Segment));
            return new Level(directory, path, entries.GetEnumerator());
        },
        cancellationToken);

    private void Read(string directory, string path, string relative, string encoded, List<Entry> entries)
    {
        foreach (var (name, isDirectory) in Names(Path.Join(directory, relative)))
        {
            var relativeName = Path.Join(relative, name);
            if (isDirectory && name.EndsWith(KeyPath.ContinuedMark))
            {
                if (encoded.Length < KeyPath.MaxEncodedLength) Read(directory, path, relativeName, encoded + name[..^1], entries);
                continue;
            }

            if (isDirectory && !name.EndsWith(KeyPath.DirectoryMark)) continue;
            var segment = KeyPath.Decode(relativeName, encoded + (isDirectory ? name[..^1] : name), isDirectory);
            if (segment is null) continue;
            if (isDirectory) segment += '/';
            if (Asked(path + segment, isDirectory)) entries.Add(new Entry(segment, relativeName, isDirectory));
        }
    }

    private bool Asked(string path, bool isDirectory)
    {
        if (!path.StartsWith(prefix, StringComparison.Ordinal) && !(isDirectory && prefix.StartsWith(path, StringComparison.Ordinal))) return false;
        return after is null
            || PathOrder.Instance.Compare(path, after) > 0
            || (isDirectory && after.StartsWith(path, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, bool IsDirectory)> Names(string directory)
    {
        try
        {
            return [.. new FileSystemEnumerable<(string, bool)>(
                directory, (ref entry) => (entry.FileName.ToString(), entry.IsDirectory), WithoutLinks)];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // Its last object was deleted a moment ago.
        }
    }

    // A directory's segment ends in '/', so that it takes the place in the order that its objects have.
    private readonly record struct Entry(string Segment, string Name, bool IsDirectory);

    // A class, as the enumerator is a struct that moves.
    private sealed class Level(string directory, string path, List<Entry>.Enumerator entries)
    {
        public List<Entry>.Enumerator Entries = entries;

        public string Directory { get; } = directory;

        public string Path { get; } = path;
    }
}
