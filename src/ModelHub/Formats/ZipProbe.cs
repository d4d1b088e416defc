namespace ModelHub.Formats;

/// <summary>The formats that are ZIPs, told apart by the names in the central directory.</summary>
internal static class ZipProbe
{
    public static async ValueTask<FileInspection?> InspectAsync(InspectedFile file, CancellationToken cancellationToken)
    {
        var names = await ZipDirectory.ReadNamesAsync(file, cancellationToken);
        return names is null ? null : new FileInspection(FormatOf(names), null);
    }

    private static string FormatOf(HashSet<string> names)
    {
        if (IsPyTorch(names)) return ModelFormats.PyTorch;
        if (IsKeras(names)) return ModelFormats.Keras;
        return IsSavedModel(names) ? ModelFormats.SavedModel : ModelFormats.Zip;
    }

    // torch.save and torch.jit.save put everything into one folder of any name: a pickle, and the number of the layout.
    private static bool IsPyTorch(HashSet<string> names) =>
        names.Any(name => name.EndsWith("/data.pkl", StringComparison.Ordinal) && names.Contains($"{name[..^"data.pkl".Length]}version"));

    private static bool IsKeras(HashSet<string> names) =>
        names.Contains("metadata.json") && names.Contains("config.json")
        && names.Any(name => name.StartsWith("model.weights.", StringComparison.Ordinal));

    private static bool IsSavedModel(HashSet<string> names) =>
        names.Any(name => name == SavedModelProbe.FileName
            || (name.EndsWith($"/{SavedModelProbe.FileName}", StringComparison.Ordinal) && name.IndexOf('/', StringComparison.Ordinal) == name.LastIndexOf('/')));
}
