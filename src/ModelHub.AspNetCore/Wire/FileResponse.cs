using System.Text.Json.Serialization;

namespace ModelHub.AspNetCore;

/// <summary>A file of a version; its size is in bytes.</summary>
internal sealed record FileResponse(
    string Path, long Size, string Sha256, [property: JsonPropertyName("media_type")] string MediaType)
{
    public static FileResponse From(ModelFile file) => new(file.Path, file.Size, file.Sha256.Hex, file.MediaType);
}
