namespace ModelHub;

/// <summary>A part of a list.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="NextCursor">Give this back to get the part that follows; null at the end. Its text has no meaning.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
