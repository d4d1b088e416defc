namespace ModelHub.Storage.Sql;

/// <summary>What is written of a model's details; a null keeps what is stored, or takes the default.</summary>
internal sealed class DetailsRow
{
    public DetailsRow(ModelDetails details, InputCheck check)
    {
        check.Text("display_name", DisplayName = details.DisplayName);
        check.Text("description", Description = details.Description);
        check.Text("framework", Framework = details.Framework);
        check.Text("task_type", TaskType = details.TaskType);
        check.Text("license", License = details.License);
        foreach (var tag in details.Tags ?? []) check.Text("tags", tag);
        Tags = details.Tags is null ? null : JsonText.Of(details.Tags);
        Visibility = details.Visibility is { } visibility ? EnumText.Of(visibility) : null;
    }

    public string? DisplayName { get; }

    public string? Description { get; }

    public string? Framework { get; }

    public string? TaskType { get; }

    public string? Tags { get; }

    public string? License { get; }

    public string? Visibility { get; }
}
