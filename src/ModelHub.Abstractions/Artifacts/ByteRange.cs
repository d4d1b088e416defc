namespace ModelHub;

/// <summary>A part of an object.</summary>
/// <param name="Offset">The first byte, from 0.</param>
/// <param name="Length">How many bytes; null is up to the end. A range that ends past the end is cut there.</param>
public readonly record struct ByteRange(long Offset, long? Length = null);
