namespace ModelHub;

/// <summary>The rules of alias names such as <c>champion</c> or <c>staging</c>.</summary>
public static class AliasName
{
    /// <summary>The computed alias: the highest ready release, or the highest ready prerelease while there is no release.</summary>
    public const string Latest = "latest";

    /// <summary>The rule, for messages.</summary>
    public const string Rule = "1 to 64 characters of a-z, 0-9, '_' and '-', starting with a letter; not 'latest' and not a version";

    /// <summary>Whether an alias of this name can be set. Aliases compare without case.</summary>
    public static bool IsSettable(string? alias) =>
        IsReadable(alias) && !alias!.Equals(Latest, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether this can name an alias in a reference, <see cref="Latest"/> included.</summary>
    public static bool IsReadable(string? alias) =>
        alias is { Length: >= 1 and <= 64 }
        && char.IsAsciiLetter(alias[0])
        && alias.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
