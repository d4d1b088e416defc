namespace ModelHub.Storage.FileSystem;

/// <summary>Where the file system store keeps its objects. Bound from the section <see cref="SectionName"/>.</summary>
public sealed class FileSystemStorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "ModelHub:Storage";

    /// <summary>
    /// The directory that holds everything; required. It is created when it does not exist, and belongs to the store
    /// alone. A relative path is taken from the process's working directory. Several processes may share one directory.
    /// </summary>
    public string RootPath { get; set; } = "";
}
