using ModelHub.Formats;

namespace ModelHub.Tests.Formats;

internal static class Inspect
{
    private static readonly HashSet<string> Formats = typeof(ModelFormats).GetFields().Select(field => (string)field.GetValue(null)!).ToHashSet();

    /// <summary>Inspects bytes, and sees to it that the format is one of the hub's.</summary>
    public static async Task<FileInspection> BytesAsync(byte[] bytes, string path = "model")
    {
        using var stream = new MemoryStream(bytes, writable: false);
        var inspection = await FileInspector.InspectAsync(stream, path, CancellationToken.None);
        Assert.Contains(inspection.Format, Formats);
        return inspection;
    }
}
