using System.Runtime.CompilerServices;

namespace ModelHub.AspNetCore;

/// <summary>Finds the shape of nested arrays while they are read, and refuses ragged ones.</summary>
internal struct NestedShape
{
    public const int MaxRank = 16;
    private const long Unknown = -1;
    private Sizes _sizes;
    private Sizes _counts;
    private int _depth;
    private int _rank;
    private bool _hasElement;

    public NestedShape()
    {
        for (var i = 0; i < MaxRank; i++) _sizes[i] = Unknown;
    }

    /// <summary>Whether what was counted is one element outside of any array.</summary>
    public readonly bool IsScalar => _hasElement && _rank == 0;

    public readonly long[] ToArray()
    {
        var shape = new long[_rank];
        for (var i = 0; i < _rank; i++) shape[i] = _sizes[i];
        return shape;
    }

    /// <summary>An array begins; false when none may begin here.</summary>
    public bool TryOpen()
    {
        if (_depth == MaxRank || (_hasElement && _depth == _rank)) return false;
        _counts[_depth++] = 0;
        _rank = Math.Max(_rank, _depth);
        return true;
    }

    /// <summary>An array ends; false when its length differs from that of its siblings.</summary>
    public bool TryClose(out bool isOutermost)
    {
        var count = _counts[--_depth];
        isOutermost = _depth == 0;
        if (!isOutermost) _counts[_depth - 1]++;
        if (_sizes[_depth] == Unknown) _sizes[_depth] = count;
        // A size is unknown below an empty array: [[], []] has the shape [2, 0].
        return _sizes[_depth] == count;
    }

    /// <summary>An element; false when other elements, or empty arrays, lie at another depth.</summary>
    public bool TryCount()
    {
        if (_depth != _rank) return false;
        _hasElement = true;
        if (_depth > 0) _counts[_depth - 1]++;
        return true;
    }

    [InlineArray(MaxRank)]
    private struct Sizes
    {
        private long _first;
    }
}
