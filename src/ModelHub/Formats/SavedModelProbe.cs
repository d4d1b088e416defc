namespace ModelHub.Formats;

/// <summary>The graph file of a TensorFlow SavedModel that is published file by file.</summary>
/// <remarks>Its few bytes of structure fit many protobufs, so this is the one place that also wants the name that TensorFlow prescribes.</remarks>
internal static class SavedModelProbe
{
    public const string FileName = "saved_model.pb";

    private const int SchemaVersion = 1;
    private const int MetaGraphs = 2;

    public static async ValueTask<FileInspection?> InspectAsync(InspectedFile file, CancellationToken cancellationToken)
    {
        if (file.Name != FileName) return null;
        try
        {
            using var wire = new WireReader(file.Content);
            var (schema, graphs) = (0UL, 0);
            while (await wire.NextAsync(file.Length, cancellationToken) is { } field)
            {
                if (field is { Number: SchemaVersion, Type: WireType.Varint }) schema = field.Value;
                if (field is { Number: MetaGraphs, Type: WireType.Length }) graphs++;
                if (field.Number > MetaGraphs) return null;
                wire.Skip(field);
            }

            return schema > 0 && graphs > 0 ? new FileInspection(ModelFormats.SavedModel, null) : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
