using FluentValidation;

namespace ModelHub.Publishing;

/// <summary>The rules of what an owner says about a model.</summary>
internal sealed class ModelDetailsValidator : AbstractValidator<ModelDetails>
{
    private const int MaxTags = 50;
    private const int MaxTagLength = 64;
    private static readonly ModelDetailsValidator Instance = new();

    public ModelDetailsValidator()
    {
        RuleFor(details => details.DisplayName).Text("display_name", 200);
        RuleFor(details => details.Description).Text("description", 100_000);
        RuleFor(details => details.Framework).Text("framework", 100);
        RuleFor(details => details.TaskType).Text("task_type", 100);
        RuleFor(details => details.License).Text("license", 100);
        RuleFor(details => details.Tags)
            .Must(tags => tags is null || tags.Count <= MaxTags)
            .WithMessage($"At most {MaxTags} tags.")
            .Must(tags => tags is null || tags.All(tag => tag.Length is > 0 and <= MaxTagLength && !TextRules.HasControlCharacter(tag)))
            .WithMessage($"Each tag needs 1 to {MaxTagLength} characters and no control character.")
            .OverridePropertyName("tags");
        RuleFor(details => details.Visibility)
            .IsInEnum()
            .WithMessage("Needs 'private' or 'public'.")
            .OverridePropertyName("visibility");
    }

    public static void Require(ModelDetails details)
    {
        var errors = Check(details);
        if (errors.Count > 0) throw new ModelHubException(errors);
    }

    public static IReadOnlyList<FieldError> Check(ModelDetails details) => Instance.Validate(details).ToFieldErrors();
}
