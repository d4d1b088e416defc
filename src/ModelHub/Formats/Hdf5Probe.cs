namespace ModelHub.Formats;

/// <summary>HDF5, and whether Keras wrote it: then its root group has one of Keras' attributes.</summary>
internal static class Hdf5Probe
{
    private static readonly string[] KerasAttributes = ["keras_version", "model_config", "layer_names"];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    public static async ValueTask<FileInspection?> InspectAsync(InspectedFile file, CancellationToken cancellationToken)
    {
        var start = FindSignature(file.Head.Span);
        if (start < 0) return null;
        var attributes = await Hdf5RootAttributes.ReadNamesAsync(file, start, cancellationToken);
        return new FileInspection(attributes.Overlaps(KerasAttributes) ? ModelFormats.Keras : ModelFormats.Hdf5, null);
    }

    // At the start, or after a block of the user's own whose size is a power of two from 512.
    private static int FindSignature(ReadOnlySpan<byte> head)
    {
        for (var start = 0; start < head.Length; start = start == 0 ? 512 : start * 2)
        {
            if (head[start..].StartsWith(Signature)) return start;
        }

        return -1;
    }
}
