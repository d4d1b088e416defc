using FluentValidation;
using FluentValidation.Results;

namespace ModelHub.Publishing;

/// <summary>Rules that several validators share.</summary>
internal static class TextRules
{
    public static IRuleBuilderOptions<T, string?> Text<T>(this IRuleBuilder<T, string?> rule, string field, int maxLength) => rule
        .Must(text => text is null || text.Length <= maxLength)
        .WithMessage($"At most {maxLength} characters.")
        .Must(text => text is null || !HasControlCharacter(text))
        .WithMessage("No control characters but line breaks and tabs.")
        .OverridePropertyName(field);

    public static bool HasControlCharacter(string text) => text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    public static IReadOnlyList<FieldError> ToFieldErrors(this ValidationResult result) =>
        [.. result.Errors.Select(error => new FieldError(error.PropertyName, error.ErrorMessage))];
}
