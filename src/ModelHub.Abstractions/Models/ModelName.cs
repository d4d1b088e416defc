using System.Diagnostics.CodeAnalysis;

namespace ModelHub;

/// <summary>The name of a model: <c>owner/name</c>.</summary>
/// <remarks>
/// Each part has 1 to 96 characters of <c>[a-z0-9._-]</c> and starts with a letter or digit. Names compare without
/// case, so they are kept in lower case. The default value names nothing.
/// </remarks>
public readonly record struct ModelName
{
    /// <summary>The longest a part may be, in characters.</summary>
    public const int MaxPartLength = 96;

    /// <summary>The rule of a part, for messages.</summary>
    public const string PartRule = "1 to 96 characters of a-z, 0-9, '.', '_' and '-', starting with a letter or digit";

    private ModelName(string owner, string name)
    {
        Owner = owner;
        Name = name;
    }

    /// <summary>The user or organisation that owns the model, in lower case.</summary>
    public string Owner { get; }

    /// <summary>The model's name below its owner, in lower case.</summary>
    public string Name { get; }

    /// <summary>Makes a name of its two parts.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InvalidInput"/>: a part breaks <see cref="PartRule"/>.</exception>
    public static ModelName Create(string owner, string name)
    {
        if (!IsValidPart(owner)) throw ModelHubException.Invalid("owner", $"Needs {PartRule}.");
        if (!IsValidPart(name)) throw ModelHubException.Invalid("name", $"Needs {PartRule}.");
        return new ModelName(owner.ToLowerInvariant(), name.ToLowerInvariant());
    }

    /// <summary>Reads <c>owner/name</c>.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InvalidInput"/>: it is no such name.</exception>
    public static ModelName Parse(string text) => TryParse(text, out var name)
        ? name
        : throw ModelHubException.Invalid("model", $"Write owner/name; each part needs {PartRule}.");

    /// <summary>Reads <c>owner/name</c>; false when it is no such name.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ModelName name)
    {
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash > 0 && IsValidPart(text.AsSpan(0, slash)) && IsValidPart(text.AsSpan(slash + 1)))
        {
            name = new ModelName(text![..slash].ToLowerInvariant(), text[(slash + 1)..].ToLowerInvariant());
            return true;
        }

        name = default;
        return false;
    }

    /// <summary>Whether this can be an owner or a model's name below its owner.</summary>
    public static bool IsValidPart(ReadOnlySpan<char> part)
    {
        if (part.Length is 0 or > MaxPartLength || !char.IsAsciiLetterOrDigit(part[0])) return false;
        foreach (var c in part)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')) return false;
        }

        return true;
    }

    /// <summary>Turns a display name into a name: "My ML Model" becomes "my-ml-model". Empty when nothing usable is left.</summary>
    public static string Slug(string? displayName)
    {
        var slug = new System.Text.StringBuilder();
        foreach (var c in (displayName ?? "").Trim().ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c) || (slug.Length > 0 && c is '.' or '_')) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }

    /// <summary><c>owner/name</c>.</summary>
    public override string ToString() => $"{Owner}/{Name}";
}
