namespace ModelHub.Storage.FileSystem;

/// <summary>Runs work on the disk and turns its failures into the hub's. What the caller's own stream throws does not come through here.</summary>
internal static class Disk
{
    public static void Run(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Translate(exception);
        }
    }

    public static T Run<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Translate(exception);
        }
    }

    public static async Task RunAsync(Func<ValueTask> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            throw Translate(exception);
        }
    }

    /// <summary>The failure as callers of the store see it; the original is its inner exception.</summary>
    internal static ModelHubException Translate(Exception exception) => exception switch
    {
        PathTooLongException => ModelHubException.Invalid("key", "The key is longer than this store's file system allows. Use a shorter one."),
        IOException { HResult: var code } when IsFull(code) => new(ModelHubErrorCode.Unavailable, "The disk is full.", exception),
        _ => new(ModelHubErrorCode.Unavailable, "The artifact store cannot be read or written. Try again later.", exception),
    };

    private static bool IsFailure(Exception exception) => exception is IOException or UnauthorizedAccessException;

    // ENOSPC and EDQUOT; on Windows ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private static bool IsFull(int code) => OperatingSystem.IsWindows()
        ? code is unchecked((int)0x80070070) or unchecked((int)0x80070027)
        : code == 28 || code == (OperatingSystem.IsLinux() ? 122 : 69);
}
