namespace ModelHub.Tests.Formats;

/// <summary>The real files that make_samples.py made; the name's first word is the format, but nothing reads it from there.</summary>
internal static class SampleFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Formats", "Samples");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    public static string FormatOf(string name) => name == "saved_model.pb" ? ModelFormats.SavedModel : name[..name.IndexOf('.', StringComparison.Ordinal)];
}
