using System.Buffers.Text;
using System.Text;

namespace ModelHub.Storage.Sql;

/// <summary>Keyset paging: a cursor holds the place of the last item that was given.</summary>
internal static class Paging
{
    private const int MaxCursorLength = 256;

    /// <summary>Reads a place in a list; false when the text is none.</summary>
    public delegate bool PlaceReader<T>(string text, out T place);

    /// <summary>Reads where a page begins.</summary>
    /// <param name="page">What was asked for.</param>
    /// <param name="list">Tells the lists apart, so that a cursor of one does not work in another.</param>
    /// <param name="start">The place before all items.</param>
    /// <param name="read">Reads the place out of a cursor.</param>
    public static T ReadPlace<T>(PageRequest page, char list, T start, PlaceReader<T> read)
    {
        var check = new InputCheck();
        var place = start;
        if (page.Limit is < 1 or > PageRequest.MaxLimit) check.Fail("limit", $"Needs 1 to {PageRequest.MaxLimit}.");
        if (page.Cursor is { } cursor && !(Decode(cursor, list) is { } text && read(text, out place)))
        {
            check.Fail("cursor", "Is none of this list's; send a cursor as the page before gave it, or none to start over.");
        }

        check.ThrowIfFailed();
        return place;
    }

    /// <summary>Makes a page of rows that were read with one more than the limit, to see whether more follow.</summary>
    public static Page<TItem> ToPage<TRow, TItem>(
        IReadOnlyList<TRow> rows, int limit, char list, Func<TRow, string> place, Func<IEnumerable<TRow>, IEnumerable<TItem>> read) =>
        new([.. read(rows.Take(limit))], rows.Count > limit ? Encode(list, place(rows[limit - 1])) : null);

    private static string Encode(char list, string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(list + place));

    private static string? Decode(string cursor, char list)
    {
        if (cursor.Length > MaxCursorLength || !Base64Url.IsValid(cursor)) return null;
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return text.StartsWith(list) ? text[1..] : null;
    }
}
