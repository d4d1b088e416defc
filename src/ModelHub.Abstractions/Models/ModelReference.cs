using System.Diagnostics.CodeAnalysis;

namespace ModelHub;

/// <summary>Names a version of a model: <c>owner/name</c>, <c>owner/name@1.2.0</c> or <c>owner/name@champion</c>.</summary>
/// <param name="Model">The model.</param>
/// <param name="Selector">A version or an alias; null means <see cref="AliasName.Latest"/>.</param>
public sealed record ModelReference(ModelName Model, string? Selector = null)
{
    /// <summary>Reads a reference.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InvalidInput"/>: it is none.</exception>
    public static ModelReference Parse(string text) => TryParse(text, out var reference)
        ? reference
        : throw ModelHubException.Invalid("model", "Write owner/name, owner/name@1.2.0 or owner/name@alias.");

    /// <summary>Reads a reference; false when it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ModelReference? reference)
    {
        reference = null;
        if (text is null) return false;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (!ModelName.TryParse(at < 0 ? text : text[..at], out var model)) return false;
        var selector = at < 0 ? null : text[(at + 1)..];
        if (selector is not null && !SemanticVersion.TryParse(selector, out _) && !AliasName.IsReadable(selector)) return false;

        reference = new ModelReference(model, selector);
        return true;
    }

    /// <summary>The reference as it is written.</summary>
    public override string ToString() => Selector is null ? Model.ToString() : $"{Model}@{Selector}";
}
