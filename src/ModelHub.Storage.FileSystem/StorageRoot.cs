namespace ModelHub.Storage.FileSystem;

/// <summary>The two directories that the store cannot do without.</summary>
internal sealed class StorageRoot
{
    private StorageRoot(string path)
    {
        Path = path;
        TempPath = System.IO.Path.Join(path, ".tmp");
    }

    /// <summary>The absolute path of the root.</summary>
    public string Path { get; }

    /// <summary>
    /// Where puts write before they are whole. No key maps to it: the name of every directory of objects ends in a marker.
    /// It is made at start and never again, so that its absence later says that the disk is gone (see <see cref="RequirePresent"/>).
    /// </summary>
    public string TempPath { get; }

    /// <summary>The root at this path, with both directories made and durable.</summary>
    public static StorageRoot Create(string path)
    {
        var root = new StorageRoot(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));
        CreateDurably(root.Path);
        CreateDurably(root.TempPath);
        if (FileNodes.IsLink(root.TempPath)) throw new IOException("Its directory .tmp is a symbolic link.");
        return root;
    }

    /// <summary>An object that is not there may be one whose disk is not mounted. Those two must never be mistaken.</summary>
    public void RequirePresent()
    {
        if (!FileNodes.IsDirectory(TempPath)) throw new DirectoryNotFoundException("The root of the store is gone.");
    }

    private static void CreateDurably(string path)
    {
        if (Directory.Exists(path)) return;
        var parent = System.IO.Path.GetDirectoryName(path);
        if (parent is not null) CreateDurably(parent);
        Directory.CreateDirectory(path);
        if (parent is not null) FileNodes.FlushDirectory(parent);
    }
}
