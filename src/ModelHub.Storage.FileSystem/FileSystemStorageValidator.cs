using Microsoft.Extensions.Options;

namespace ModelHub.Storage.FileSystem;

/// <summary>Tries the root at start, so that an operator learns of a wrong path then and not at the first upload.</summary>
internal sealed class FileSystemStorageValidator : IValidateOptions<FileSystemStorageOptions>
{
    private const string Setting = $"{FileSystemStorageOptions.SectionName}:{nameof(FileSystemStorageOptions.RootPath)}";

    // Any tick that is no whole microsecond: a file system with coarser times cannot give it back.
    private static readonly DateTime FineTime = new(630_822_816_000_000_007, DateTimeKind.Utc);

    public ValidateOptionsResult Validate(string? name, FileSystemStorageOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.RootPath))
        {
            return ValidateOptionsResult.Fail($"{Setting} is missing. Set it to the directory that is to hold the artifacts.");
        }

        try
        {
            var root = StorageRoot.Create(options.RootPath);
            return Probe(root)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{Setting}: '{options.RootPath}' is on a file system that keeps no times of 100 ns, which tell "
                    + "one put from the next. Choose a directory on another file system, such as ext4 or XFS.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return ValidateOptionsResult.Fail($"{Setting}: '{options.RootPath}' cannot be created or written ({exception.Message}). "
                + "Choose a directory that the process may write.");
        }
    }

    private static bool Probe(StorageRoot root)
    {
        using var file = TempFile.Create(root.TempPath, null);
        file.Complete(FineTime);
        return File.GetLastWriteTimeUtc(file.Path) == FineTime;
    }
}
