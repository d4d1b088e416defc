using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelHub.AspNetCore;

/// <summary>A model and, flat beside it, one of its versions: the one that was asked for, or the current one.</summary>
internal sealed record ModelResponse
{
    public required long Id { get; init; }

    public required string Owner { get; init; }

    public required string Name { get; init; }

    [JsonPropertyName("display_name")]
    public required string DisplayName { get; init; }

    public required string Description { get; init; }

    public required string Framework { get; init; }

    [JsonPropertyName("task_type")]
    public required string TaskType { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required string License { get; init; }

    /// <summary><c>private</c> or <c>public</c>.</summary>
    public required string Visibility { get; init; }

    [JsonPropertyName("current_version"), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? CurrentVersion { get; init; }

    public required long Downloads { get; init; }

    [JsonPropertyName("created_at")]
    public required DateTime CreatedAt { get; init; }

    [JsonPropertyName("updated_at")]
    public required DateTime UpdatedAt { get; init; }

    /// <summary>For <c>If-Match</c>, or <c>row_version</c> of a change.</summary>
    [JsonPropertyName("row_version")]
    public required long RowVersion { get; init; }

    public string? Version { get; init; }

    public string? State { get; init; }

    public string? Format { get; init; }

    /// <summary>All files of the version together, in bytes.</summary>
    public long? Size { get; init; }

    /// <summary><see cref="Size"/> in units of 1,048,576 bytes.</summary>
    [JsonPropertyName("size_mb")]
    public double? SizeMb { get; init; }

    /// <summary>Of the version's file, where it has exactly one.</summary>
    public string? Sha256 { get; init; }

    [JsonPropertyName("entry_file")]
    public string? EntryFile { get; init; }

    public IReadOnlyList<FileResponse>? Files { get; init; }

    public SignatureResponse? Signature { get; init; }

    public string? Changelog { get; init; }

    public JsonElement? Metadata { get; init; }

    public JsonElement? Metrics { get; init; }

    [JsonPropertyName("published_at")]
    public DateTime? PublishedAt { get; init; }

    public static ModelResponse From(Model model) => new()
    {
        Id = model.Id,
        Owner = model.Name.Owner,
        Name = model.Name.Name,
        DisplayName = model.DisplayName,
        Description = model.Description,
        Framework = model.Framework,
        TaskType = model.TaskType,
        Tags = model.Tags,
        License = model.License,
        Visibility = model.Visibility == ModelVisibility.Public ? "public" : "private",
        CurrentVersion = model.CurrentVersion?.ToString(),
        Downloads = model.Downloads,
        CreatedAt = model.CreatedAt.UtcDateTime,
        UpdatedAt = model.UpdatedAt.UtcDateTime,
        RowVersion = model.RowVersion,
    };

    public static ModelResponse From(ModelAndVersion found)
    {
        var version = VersionResponse.From(found.Version);
        return From(found.Model) with
        {
            Version = version.Version,
            State = version.State,
            Format = version.Format,
            Size = version.Size,
            SizeMb = version.SizeMb,
            Sha256 = version.Sha256,
            EntryFile = version.EntryFile,
            Files = version.Files,
            Signature = version.Signature,
            Changelog = version.Changelog,
            Metadata = version.Metadata,
            Metrics = version.Metrics,
            PublishedAt = version.CreatedAt,
        };
    }
}
