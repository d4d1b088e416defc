using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ModelHub.AspNetCore;

/// <summary>The fields of a publish, from a form or from a query string. An unknown field is an error: a misspelt one would be lost in silence.</summary>
internal sealed class PublishFields
{
    private const string DefaultVersion = "1.0.0";
    private static readonly string[] ModelFields = ["owner", "name"];
    private static readonly string[] VersionFields = ["version"];

    /// <summary>The fields beside owner, name and version.</summary>
    public static readonly string[] Details =
    [
        "display_name", "description", "framework", "task_type", "tags", "license", "visibility", "format", "changelog", "metadata", "metrics",
    ];

    private readonly string[] _known;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly PublishRequest _target;

    private PublishFields(PublishRequest target, params ReadOnlySpan<string[]> known)
    {
        _target = target;
        _known = [.. known.ToArray().SelectMany(fields => fields)];
    }

    /// <summary>Whether owner, name and version are known, so that a hopeless upload can be refused before its files.</summary>
    public bool IsAddressed => Get("name", _target.Name) is not null && Get("version", _target.Version) is not null;

    /// <summary>Fields that say everything, the model's name included.</summary>
    public static PublishFields ForModel() => new(new PublishRequest(), ModelFields, VersionFields, Details);

    /// <summary>Fields of a new version of this model.</summary>
    public static PublishFields ForVersion(ModelName model) => new(Address(model), VersionFields, Details);

    /// <summary>The query string of a PUT to this version.</summary>
    public static PublishFields ForFile(ModelName model, string version, IQueryCollection query)
    {
        var fields = new PublishFields(Address(model) with { Version = version }, Details);
        foreach (var (name, values) in query)
        {
            foreach (var value in values) fields.Add(name, value ?? "");
        }

        return fields;
    }

    /// <exception cref="ModelHubException">The field is unknown or comes a second time.</exception>
    public void Add(string field, string value)
    {
        var name = field == "performance_metrics" ? "metrics" : field;
        if (!_known.Contains(name, StringComparer.Ordinal)) throw ModelHubException.Invalid(field, $"Is unknown here; known are {string.Join(", ", _known)}.");
        if (!_values.TryAdd(name, value)) throw ModelHubException.Invalid(field, "Was sent twice.");
    }

    /// <summary>The request as far as it is known.</summary>
    public PublishRequest ToRequest() => _target with
    {
        Owner = Get("owner", _target.Owner),
        Name = Get("name", _target.Name),
        Version = Get("version", _target.Version) ?? DefaultVersion,
        Format = Get("format"),
        Changelog = Get("changelog"),
        MetadataJson = Get("metadata"),
        MetricsJson = Get("metrics"),
        Details = new ModelDetails
        {
            DisplayName = Get("display_name"),
            Description = Get("description"),
            Framework = Get("framework"),
            TaskType = Get("task_type"),
            Tags = ParseTags(Get("tags")),
            License = Get("license"),
            Visibility = VisibilityText.Parse(Get("visibility")),
        },
    };

    private static PublishRequest Address(ModelName model) => new() { Owner = model.Owner, Name = model.Name };

    // An empty field of an HTML form is one that was not filled in.
    private string? Get(string field, string? otherwise = null) =>
        _values.TryGetValue(field, out var value) && !string.IsNullOrWhiteSpace(value) ? value : otherwise;

    // Programs send a JSON array, people a list with commas.
    private static string[]? ParseTags(string? text)
    {
        if (text is null) return null;
        if (!text.TrimStart().StartsWith('[')) return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return JsonSerializer.Deserialize(text, HubJson.Default.StringArray);
        }
        catch (JsonException)
        {
            throw ModelHubException.Invalid("tags", "Needs a JSON array of texts, or a list with commas.");
        }
    }
}
