using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ModelHub.Storage.FileSystem;

/// <summary>What the store asks of the file system and <see cref="File"/> does not give. Nothing here follows a link.</summary>
internal static partial class FileNodes
{
    // What FileInfo.Attributes gives where there is nothing. It has every bit set, also that of a link.
    private const FileAttributes Missing = (FileAttributes)(-1);

    // The same numbers on Linux, macOS and the BSDs.
    private const int NoSuchEntry = 2;
    private const int EntryExists = 17;

    public static bool IsLink(string path) => Attributes(path) is var found && found != Missing && found.HasFlag(FileAttributes.ReparsePoint);

    public static bool IsDirectory(string path) =>
        (Attributes(path) & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == FileAttributes.Directory;

    /// <summary>The file at this path, or null when there is none, or a link or a directory.</summary>
    public static FileInfo? FindFile(string path)
    {
        var file = new FileInfo(path);
        return (file.Attributes & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == 0 ? file : null;
    }

    /// <summary>Makes one directory, but no parents of it as <see cref="Directory.CreateDirectory(string)"/> would: those have to be made durable as well.</summary>
    /// <returns>False when its parent is not there. True when it was made or something of that name is there.</returns>
    public static bool TryMakeDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            if (!Directory.Exists(Path.GetDirectoryName(path))) return false;
            Directory.CreateDirectory(path);
            return true;
        }

        if (MakeDirectory(path, 0x1FF) == 0) return true; // 0777, less the process's umask
        return Marshal.GetLastPInvokeError() switch
        {
            EntryExists => true,
            NoSuchEntry => false,
            var error => throw Failure(error),
        };
    }

    /// <summary>Renames a file, replacing one at the destination in one step. Never copies, as <see cref="File.Move(string, string, bool)"/> would between disks.</summary>
    /// <returns>False when the source or the destination's directory is not there.</returns>
    public static bool TryRename(string source, string destination)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(source, destination, overwrite: true);
                return true;
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                return false;
            }
        }

        if (Rename(source, destination) == 0) return true;
        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchEntry ? false : throw Failure(error);
    }

    /// <summary>Makes the names in a directory durable. A directory that is gone needs nothing.</summary>
    public static void FlushDirectory(string path)
    {
        // NTFS journals its directories, and Windows has no call that flushes one without backup privileges.
        if (OperatingSystem.IsWindows()) return;
        var closeOnExec = OperatingSystem.IsLinux() ? 0x80000 : 0x1000000;
        using var directory = Open(path, closeOnExec); // with 0, O_RDONLY
        if (directory.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == NoSuchEntry) return;
            throw Failure(error);
        }

        RandomAccess.FlushToDisk(directory);
    }

    private static FileAttributes Attributes(string path) => new FileInfo(path).Attributes;

    private static IOException Failure(int error) => new(Marshal.GetPInvokeErrorMessage(error), error);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeDirectory(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string source, string destination);
}
