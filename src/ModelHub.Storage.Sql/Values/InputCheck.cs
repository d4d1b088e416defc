using System.Buffers;
using System.Text;

namespace ModelHub.Storage.Sql;

/// <summary>Collects what is wrong with an input, so that all of it is reported at once.</summary>
internal sealed class InputCheck
{
    private readonly List<FieldError> _errors = [];

    public void Fail(string field, string message) => _errors.Add(new FieldError(field, message));

    /// <summary>
    /// Refuses what one of the databases cannot keep: PostgreSQL has no NUL in text, and half a surrogate pair has no
    /// UTF-8. Every database refuses the same, so that moving from one to the other changes nothing.
    /// </summary>
    public void Text(string field, string? text)
    {
        if (text is null || IsStorable(text)) return;
        Fail(field, "Holds a NUL character or half a surrogate pair; remove it.");
    }

    public void ThrowIfFailed()
    {
        if (_errors.Count > 0) throw new ModelHubException(_errors);
    }

    private static bool IsStorable(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0')) return false;
        for (var at = text.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0; at = text.IndexOfAnyInRange('\uD800', '\uDFFF'))
        {
            if (Rune.DecodeFromUtf16(text[at..], out _, out var length) != OperationStatus.Done) return false;
            text = text[(at + length)..];
        }

        return true;
    }
}
