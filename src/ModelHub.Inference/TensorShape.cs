using System.Globalization;

namespace ModelHub.Inference;

/// <summary>Arithmetic on shapes that come from outside.</summary>
internal static class TensorShape
{
    private const int Shown = 16;

    public static bool HasNegative(ReadOnlySpan<long> shape)
    {
        foreach (var size in shape)
        {
            if (size < 0) return true;
        }

        return false;
    }

    /// <summary>Whether a tensor of this shape can be given where <paramref name="spec"/> is declared.</summary>
    /// <remarks>
    /// An empty spec takes any shape: ONNX Runtime describes a tensor of unknown rank and a scalar in the same way, and
    /// checks neither.
    /// </remarks>
    public static bool Fits(IReadOnlyList<long> spec, ReadOnlySpan<long> shape)
    {
        if (spec.Count == 0) return true;
        if (spec.Count != shape.Length) return false;
        for (var i = 0; i < shape.Length; i++)
        {
            if (spec[i] >= 0 && spec[i] != shape[i]) return false;
        }

        return true;
    }

    /// <summary>Counts the elements; false when there are more than the limit, in all or but for sizes of 0.</summary>
    /// <remarks>Sizes beside a 0 count as well, as an engine multiplies parts of the shape and may overflow there.</remarks>
    public static bool TryCount(ReadOnlySpan<long> shape, long limit, out long count)
    {
        count = 1;
        var product = 1L;
        foreach (var size in shape)
        {
            if (size < 0 || size > limit) return false;
            if (size == 0) count = 0;
            else product *= size; // At most limit squared: far below 2^63.
            if (product > limit) return false;
        }

        count *= product;
        return true;
    }

    public static string Format(IReadOnlyList<long> shape) => Format([.. shape]);

    public static string Format(ReadOnlySpan<long> shape)
    {
        var sizes = new List<string>();
        foreach (var size in shape[..Math.Min(shape.Length, Shown)]) sizes.Add(size.ToString(CultureInfo.InvariantCulture));
        if (shape.Length > Shown) sizes.Add("...");
        return $"[{string.Join(", ", sizes)}]";
    }
}
