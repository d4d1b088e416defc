namespace ModelHub;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Cursor">The <see cref="Page{T}.NextCursor"/> of the part before; null for the first part.</param>
/// <param name="Limit">The most items to give, 1 to <see cref="MaxLimit"/>.</param>
public sealed record PageRequest(string? Cursor = null, int Limit = PageRequest.DefaultLimit)
{
    /// <summary>The limit where none is given.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The highest limit.</summary>
    public const int MaxLimit = 200;
}
