using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelHub.AspNetCore;

internal sealed record VersionResponse
{
    private const double BytesPerMb = 1024 * 1024;

    public required string Version { get; init; }

    public required string State { get; init; }

    public required string Format { get; init; }

    /// <summary>All files together, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary><see cref="Size"/> in units of 1,048,576 bytes.</summary>
    [JsonPropertyName("size_mb")]
    public required double SizeMb { get; init; }

    /// <summary>Of the file, where there is exactly one.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What <c>/download</c> gives and what an engine loads.</summary>
    [JsonPropertyName("entry_file")]
    public required string EntryFile { get; init; }

    public required IReadOnlyList<FileResponse> Files { get; init; }

    public SignatureResponse? Signature { get; init; }

    public required string Changelog { get; init; }

    public required JsonElement Metadata { get; init; }

    public required JsonElement Metrics { get; init; }

    [JsonPropertyName("created_at")]
    public required DateTime CreatedAt { get; init; }

    public static VersionResponse From(ModelVersion version) => new()
    {
        Version = version.Version.ToString(),
        State = version.State.ToString().ToLowerInvariant(),
        Format = version.Format,
        Size = version.Size,
        SizeMb = Math.Round(version.Size / BytesPerMb, 6),
        Sha256 = version.Files is [var only] ? only.Sha256.Hex : null,
        EntryFile = version.EntryFile,
        Files = [.. version.Files.Select(FileResponse.From)],
        Signature = version.Signature is { } signature ? SignatureResponse.From(signature) : null,
        Changelog = version.Changelog,
        Metadata = JsonElement.Parse(version.MetadataJson),
        Metrics = JsonElement.Parse(version.MetricsJson),
        CreatedAt = version.CreatedAt.UtcDateTime,
    };
}
