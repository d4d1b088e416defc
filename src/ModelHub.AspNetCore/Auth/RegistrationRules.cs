using System.Net.Mail;

namespace ModelHub.AspNetCore;

internal static class RegistrationRules
{
    private const int MaxEmailLength = 254;

    // The first segments of the hub's own routes: "/{owner}/{name}" has to stay free for models.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "api", "auth", "docs", "health", "login", "metrics", "models", "openapi", "v2",
    };

    /// <exception cref="ModelHubException">All broken rules at once.</exception>
    public static void Require(Registration registration)
    {
        var errors = new List<FieldError>();
        if (NameError(registration.UserName) is { } name) errors.Add(new FieldError("username", name));
        if (registration.Email is { } email && !IsEmail(email)) errors.Add(new FieldError("email", $"Needs a mail address of at most {MaxEmailLength} characters, such as ada@example.org."));
        if (registration.Password is not { Length: >= Passwords.MinLength and <= Passwords.MaxLength })
        {
            errors.Add(new FieldError("password", $"Needs {Passwords.MinLength} to {Passwords.MaxLength} characters."));
        }

        if (errors.Count > 0) throw new ModelHubException(errors);
    }

    private static string? NameError(string? name)
    {
        if (!ModelName.IsValidPart(name)) return $"Needs {ModelName.PartRule}.";
        if (Reserved.Contains(name!)) return "Is reserved; choose another name.";
        // A name of digits would read as a model's id in /api/v1/models/{id}/download.
        return name!.All(char.IsAsciiDigit) ? "Needs a character that is not a digit." : null;
    }

    private static bool IsEmail(string text) =>
        text.Length <= MaxEmailLength
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && address.DisplayName.Length == 0;
}
