namespace ModelHub.Formats;

/// <summary>Reads a file's format from its content. No format is known yet: everything is stored as such.</summary>
internal static class FileInspector
{
    public static Task<FileInspection> InspectAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(path);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new FileInspection(ModelFormats.Unknown, null));
    }
}
