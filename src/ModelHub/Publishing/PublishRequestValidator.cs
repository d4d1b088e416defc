using System.Text.Json;
using FluentValidation;
using ModelHub.Formats;

namespace ModelHub.Publishing;

/// <summary>The rules of what a publisher sends beside the files; every broken one is reported at once.</summary>
internal sealed class PublishRequestValidator : AbstractValidator<PublishRequest>
{
    private const int MaxJsonLength = 256 * 1024;
    private const int MaxJsonDepth = 32;
    private static readonly PublishRequestValidator Instance = new();

    public PublishRequestValidator()
    {
        RuleFor(request => request.Name)
            .Must(name => ModelName.IsValidPart(ModelName.Slug(name)))
            .WithMessage($"Needs a name of which {ModelName.PartRule} are left after spaces and other characters became '-'.")
            .OverridePropertyName("name");
        RuleFor(request => request.Owner)
            .Must(owner => owner is null || ModelName.IsValidPart(owner))
            .WithMessage($"Needs {ModelName.PartRule}.")
            .OverridePropertyName("owner");
        RuleFor(request => request.Changelog).Text("changelog", 100_000);
        RuleFor(request => request.Format)
            .Must(format => string.IsNullOrWhiteSpace(format) || DeclaredFormat.Read(format) is not null)
            .WithMessage("Needs a word such as onnx, joblib or pytorch: 1 to 32 characters of a-z, 0-9, '.', '_' and '-'.")
            .OverridePropertyName("format");
        RuleFor(request => request.MetadataJson).Must(IsJsonObject).WithMessage(JsonMessage).OverridePropertyName("metadata");
        RuleFor(request => request.MetricsJson).Must(IsJsonObject).WithMessage(JsonMessage).OverridePropertyName("metrics");
    }

    private static string JsonMessage => $"Needs a JSON object of at most {MaxJsonLength} characters and {MaxJsonDepth} levels.";

    /// <summary>The model that a valid request speaks of.</summary>
    public static NewModel ReadModel(HubUser user, PublishRequest request)
    {
        var errors = Check(request);
        if (errors.Count > 0) throw new ModelHubException(errors);
        return ToModel(user, request);
    }

    /// <summary>The model and version that a valid request speaks of.</summary>
    public static (NewModel Model, SemanticVersion Version) Read(HubUser user, PublishRequest request, bool missingFile = false)
    {
        var errors = Check(request);
        if (!SemanticVersion.TryParse(request.Version, out var version))
        {
            errors.Add(new FieldError("version", $"Needs {SemanticVersion.Rule}."));
        }

        if (missingFile) errors.Add(new FieldError("model_file", "Send at least one file."));
        if (errors.Count > 0) throw new ModelHubException(errors);
        return (ToModel(user, request), version!);
    }

    public static string JsonOrEmpty(string? json) => string.IsNullOrWhiteSpace(json) ? "{}" : json;

    private static List<FieldError> Check(PublishRequest request) =>
        [.. Instance.Validate(request).ToFieldErrors(), .. ModelDetailsValidator.Check(request.Details)];

    private static NewModel ToModel(HubUser user, PublishRequest request)
    {
        var name = ModelName.Create(request.Owner ?? user.Name, ModelName.Slug(request.Name));
        // A name that is more than its own slug is a display name: "My ML Model".
        var isDisplayName = !string.Equals(request.Name, name.Name, StringComparison.OrdinalIgnoreCase);
        var details = isDisplayName && request.Details.DisplayName is null
            ? request.Details with { DisplayName = request.Name!.Trim() }
            : request.Details;
        return new NewModel(name, details);
    }

    private static bool IsJsonObject(string? json)
    {
        if (string.IsNullOrWhiteSpace(json)) return true;
        if (json.Length > MaxJsonLength) return false;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxJsonDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
