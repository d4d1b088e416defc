using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ModelHub;

/// <summary>A semantic version such as <c>1.2.0</c> or <c>2.0.0-rc.1</c>, ordered as Semantic Versioning 2.0.0 says.</summary>
/// <remarks>
/// A leading <c>v</c> is dropped on reading. Build metadata (<c>+abc</c>) is not taken: two versions that differ in it
/// alone have the same precedence, so a registry could not tell which one is newer. Source: semver.org, items 2, 9 and 11.
/// </remarks>
public sealed record SemanticVersion : IComparable<SemanticVersion>
{
    /// <summary>The longest a version may be, in characters, after the <c>v</c>.</summary>
    public const int MaxLength = 64;

    /// <summary>The rule, for messages.</summary>
    public const string Rule = "a semantic version such as 1.2.0, v1.2.0 or 2.0.0-rc.1, of at most 64 characters and without build metadata (+...)";

    private SemanticVersion(int major, int minor, int patch, string prerelease)
    {
        Major = major;
        Minor = minor;
        Patch = patch;
        Prerelease = prerelease;
    }

    /// <summary>Changes that break users.</summary>
    public int Major { get; }

    /// <summary>Additions.</summary>
    public int Minor { get; }

    /// <summary>Repairs.</summary>
    public int Patch { get; }

    /// <summary>The identifiers after the hyphen, joined by dots; empty for a release.</summary>
    public string Prerelease { get; }

    /// <summary>Whether this comes before the release of the same numbers.</summary>
    public bool IsPrerelease => Prerelease.Length > 0;

    /// <summary>
    /// Text whose ordinal order is the order of versions, so that a database can sort and page by it.
    /// Numbers are written with their number of digits in front; a release ends in <c>~</c>, above all prereleases.
    /// </summary>
    public string SortKey
    {
        get
        {
            var key = new StringBuilder();
            foreach (var number in (ReadOnlySpan<int>)[Major, Minor, Patch])
            {
                AppendNumber(key, number.ToString(CultureInfo.InvariantCulture));
            }

            if (!IsPrerelease) return key.Append('~').ToString();
            foreach (var identifier in Prerelease.Split('.'))
            {
                // '!' sorts below every character of an identifier, so that a prefix comes first ("rc" < "rc.1").
                key.Append('!');
                if (IsNumeric(identifier)) AppendNumber(key.Append('0'), identifier);
                else key.Append('1').Append(identifier);
            }

            return key.ToString();

            // Two digits of length are enough: MaxLength bounds every number.
            static void AppendNumber(StringBuilder to, string digits) =>
                to.Append(digits.Length.ToString("D2", CultureInfo.InvariantCulture)).Append(digits);
        }
    }

    /// <summary>Reads a version, with or without a leading <c>v</c>.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InvalidInput"/>: it is not <see cref="Rule"/>.</exception>
    public static SemanticVersion Parse(string text) => TryParse(text, out var version)
        ? version
        : throw ModelHubException.Invalid("version", $"Needs {Rule}.");

    /// <summary>Reads a version, with or without a leading <c>v</c>; false when it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        version = null;
        if (text is null) return false;
        var rest = text.StartsWith('v') || text.StartsWith('V') ? text[1..] : text;
        if (rest.Length > MaxLength) return false;

        var hyphen = rest.IndexOf('-', StringComparison.Ordinal);
        var prerelease = hyphen < 0 ? "" : rest[(hyphen + 1)..];
        if (hyphen >= 0 && !prerelease.Split('.').All(IsIdentifier)) return false;

        var numbers = (hyphen < 0 ? rest : rest[..hyphen]).Split('.');
        if (numbers.Length != 3) return false;
        Span<int> parsed = stackalloc int[3];
        for (var i = 0; i < 3; i++)
        {
            if (!IsNumeric(numbers[i]) || !IsIdentifier(numbers[i])) return false;
            if (!int.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out parsed[i])) return false;
        }

        version = new SemanticVersion(parsed[0], parsed[1], parsed[2], prerelease);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(SemanticVersion? other) => other is null ? 1 : string.CompareOrdinal(SortKey, other.SortKey);

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(SemanticVersion left, SemanticVersion right) => Compare(left, right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(SemanticVersion left, SemanticVersion right) => Compare(left, right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(SemanticVersion left, SemanticVersion right) => Compare(left, right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(SemanticVersion left, SemanticVersion right) => Compare(left, right) >= 0;

    /// <summary>The version without a leading <c>v</c>.</summary>
    public override string ToString() => IsPrerelease ? $"{Major}.{Minor}.{Patch}-{Prerelease}" : $"{Major}.{Minor}.{Patch}";

    private static int Compare(SemanticVersion left, SemanticVersion right) => Comparer<SemanticVersion>.Default.Compare(left, right);

    private static bool IsNumeric(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    // Numbers have no leading zeros (items 2 and 9).
    private static bool IsIdentifier(string text) =>
        text.Length > 0
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        && !(text.Length > 1 && text[0] == '0' && IsNumeric(text));
}
