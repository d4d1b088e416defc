using System.Buffers;

namespace ModelHub.Formats;

/// <summary>Tells the format of a file by its content, reading as little of it as that needs.</summary>
/// <remarks>
/// The content is hostile: every length in it is checked against the file, what is kept and inflated is limited, nothing is
/// extracted or executed. Only a failure to read comes out as an exception.
/// </remarks>
internal static class FileInspector
{
    /// <summary>How many bytes from the start each probe can look at without reading.</summary>
    public const int HeadBytes = 64 * 1024;

    private delegate ValueTask<FileInspection?> Probe(InspectedFile file, CancellationToken cancellationToken);

    // Those with a magic number first, those that have to be parsed last.
    private static readonly Probe[] Probes =
    [
        GgufProbe.InspectAsync,
        ZipProbe.InspectAsync,
        SafeTensorsProbe.InspectAsync,
        PickleProbe.InspectAsync,
        Hdf5Probe.InspectAsync,
        OnnxProbe.InspectAsync,
        SavedModelProbe.InspectAsync,
    ];

    /// <summary>Inspects a file.</summary>
    /// <param name="content">Seekable, from its first byte; its position afterwards is anywhere.</param>
    /// <param name="path">The file's path in its version. An extension proves nothing; it only matters for names that a format prescribes.</param>
    /// <param name="cancellationToken">Ends the inspection.</param>
    public static async Task<FileInspection> InspectAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(HeadBytes);
        try
        {
            var file = new InspectedFile(content, path);
            await file.ReadHeadAsync(buffer.AsMemory(0, HeadBytes), cancellationToken);
            foreach (var probe in Probes)
            {
                if (await probe(file, cancellationToken) is { } inspection) return inspection;
            }

            return new FileInspection(ModelFormats.Unknown, null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
