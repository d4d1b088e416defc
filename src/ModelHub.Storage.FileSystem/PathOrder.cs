namespace ModelHub.Storage.FileSystem;

/// <summary>Orders texts as their UTF-8 bytes would be ordered. Ordinal order of UTF-16 differs above U+FFFF.</summary>
internal sealed class PathOrder : IComparer<string>
{
    public static readonly PathOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var same = x.AsSpan().CommonPrefixLength(y);
        if (same == x?.Length || same == y?.Length) return (x?.Length ?? 0).CompareTo(y?.Length ?? 0);
        return Weight(x![same]).CompareTo(Weight(y![same]));
    }

    // Surrogates stand for the code points above all others, but lie below U+E000 to U+FFFF.
    private static int Weight(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}
