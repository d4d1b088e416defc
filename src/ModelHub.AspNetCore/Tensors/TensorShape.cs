namespace ModelHub.AspNetCore;

internal static class TensorShape
{
    /// <summary>The number of elements; <see cref="long.MaxValue"/> where that is too small for it.</summary>
    public static long Count(ReadOnlySpan<long> shape)
    {
        if (shape.Contains(0)) return 0;
        long count = 1;
        foreach (var size in shape) count = count > long.MaxValue / size ? long.MaxValue : count * size;
        return count;
    }

    public static string Text(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
