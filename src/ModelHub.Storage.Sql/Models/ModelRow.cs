namespace ModelHub.Storage.Sql;

/// <summary>A row of <c>models</c>.</summary>
internal sealed class ModelRow
{
    public long Id { get; init; }

    public string Owner { get; init; } = "";

    public string Name { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public string Description { get; init; } = "";

    public string Framework { get; init; } = "";

    public string TaskType { get; init; } = "";

    public string Tags { get; init; } = "";

    public string License { get; init; } = "";

    public string Visibility { get; init; } = "";

    public string? CurrentVersion { get; init; }

    public long Downloads { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public long RowVersion { get; init; }

    public Model ToModel() => new()
    {
        Id = Id,
        Name = ModelName.Create(Owner, Name),
        DisplayName = DisplayName,
        Description = Description,
        Framework = Framework,
        TaskType = TaskType,
        Tags = JsonText.ParseTags(Tags),
        License = License,
        Visibility = EnumText.Parse<ModelVisibility>(Visibility),
        CurrentVersion = CurrentVersion is null ? null : SemanticVersion.Parse(CurrentVersion),
        Downloads = Downloads,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt),
        RowVersion = RowVersion,
    };
}
