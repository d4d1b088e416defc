using System.Text.Json.Serialization;

namespace ModelHub.AspNetCore;

/// <summary>What an owner says about a model, to create it without versions or to change it.</summary>
internal sealed record ModelRequest
{
    public string? Owner { get; init; }

    /// <summary>Counts on creation: the name, or a display name that the name is made of.</summary>
    public string? Name { get; init; }

    [JsonPropertyName("display_name")]
    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    public string? Framework { get; init; }

    [JsonPropertyName("task_type")]
    public string? TaskType { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? License { get; init; }

    /// <summary><c>private</c> or <c>public</c>.</summary>
    public string? Visibility { get; init; }

    /// <summary>Counts on a change: the row version that the change is based on.</summary>
    [JsonPropertyName("row_version")]
    public long? RowVersion { get; init; }

    public ModelDetails ToDetails() => new()
    {
        DisplayName = DisplayName,
        Description = Description,
        Framework = Framework,
        TaskType = TaskType,
        Tags = Tags,
        License = License,
        Visibility = VisibilityText.Parse(Visibility),
    };
}
