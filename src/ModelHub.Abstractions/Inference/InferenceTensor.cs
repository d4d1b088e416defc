using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace ModelHub;

/// <summary>A named tensor over bytes that somebody owns.</summary>
/// <remarks>
/// Elements lie in row-major order, little-endian. An element of <see cref="TensorDataType.Bytes"/> is its length as
/// 4 bytes and then its content: the layout of the Open Inference Protocol's binary tensor extension, so that tensors
/// can go from the wire to the engine without a copy. Reading from many threads is safe; after <see cref="Dispose"/>
/// nothing may be read, as the bytes may have gone back to a pool.
/// </remarks>
/// <param name="name">The input's or output's name.</param>
/// <param name="dataType">The type of the elements.</param>
/// <param name="shape">The size of each dimension; none is negative. Empty for a scalar.</param>
/// <param name="data">The elements.</param>
/// <param name="owner">Disposed with the tensor; null when the bytes need no letting go.</param>
public sealed class InferenceTensor(
    string name, TensorDataType dataType, long[] shape, ReadOnlyMemory<byte> data, IDisposable? owner = null) : IDisposable
{
    private IDisposable? _owner = owner;

    /// <summary>The input's or output's name.</summary>
    public string Name { get; } = name;

    /// <summary>The type of the elements.</summary>
    public TensorDataType DataType { get; } = dataType;

    /// <summary>The size of each dimension. Empty for a scalar.</summary>
    public ReadOnlySpan<long> Shape => shape;

    /// <summary>The elements, in the layout that this type describes.</summary>
    public ReadOnlyMemory<byte> Data { get; } = data;

    /// <summary>Copies numbers (or <c>bool</c>s) into a new tensor.</summary>
    /// <exception cref="ArgumentException">The number of values is not the product of the shape, or a size is negative.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> has no tensor type; BF16 is made from its bytes.</exception>
    public static InferenceTensor Create<T>(string name, ReadOnlySpan<T> values, params long[] shape)
        where T : unmanaged
    {
        RequireCount(values.Length, shape);
        return new InferenceTensor(name, TypeOf<T>(), shape, MemoryMarshal.AsBytes(values).ToArray());
    }

    /// <summary>Copies texts into a new tensor of <see cref="TensorDataType.Bytes"/>, as UTF-8.</summary>
    /// <exception cref="ArgumentException">The number of values is not the product of the shape, or a size is negative.</exception>
    public static InferenceTensor Create(string name, IReadOnlyList<string> values, params long[] shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        RequireCount(values.Count, shape);
        var data = new byte[values.Sum(value => sizeof(int) + Encoding.UTF8.GetByteCount(value))];
        var rest = data.AsSpan();
        foreach (var value in values)
        {
            var length = Encoding.UTF8.GetBytes(value, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(rest, length);
            rest = rest[(sizeof(int) + length)..];
        }

        return new InferenceTensor(name, TensorDataType.Bytes, shape, data);
    }

    /// <summary>The elements as numbers (or <c>bool</c>s), without a copy.</summary>
    /// <exception cref="InvalidOperationException">The tensor's type is not that of <typeparamref name="T"/>.</exception>
    public ReadOnlySpan<T> AsSpan<T>()
        where T : unmanaged
    {
        if (TypeOf<T>() != DataType) throw new InvalidOperationException($"'{Name}' holds {DataType.ProtocolName()}, not {typeof(T).Name}.");
        return MemoryMarshal.Cast<byte, T>(Data.Span);
    }

    /// <summary>The elements of a tensor of <see cref="TensorDataType.Bytes"/>, read as UTF-8.</summary>
    /// <exception cref="InvalidOperationException">The tensor is of another type.</exception>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InvalidInput"/>: an element's length does not fit the data.</exception>
    public IReadOnlyList<string> ToStrings()
    {
        if (DataType != TensorDataType.Bytes) throw new InvalidOperationException($"'{Name}' holds {DataType.ProtocolName()}, not texts.");
        var texts = new List<string>();
        for (var rest = Data.Span; rest.Length > 0;)
        {
            if (!BinaryPrimitives.TryReadInt32LittleEndian(rest, out var length) || length < 0 || length > rest.Length - sizeof(int))
            {
                throw ModelHubException.Invalid(Name, "An element does not have the length that stands in front of it. Write 4 bytes of length, then the element.");
            }

            texts.Add(Encoding.UTF8.GetString(rest.Slice(sizeof(int), length)));
            rest = rest[(sizeof(int) + length)..];
        }

        return texts;
    }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _owner, null)?.Dispose();

    private static void RequireCount(int count, long[] shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!Holds(shape, count)) throw new ArgumentException($"Shape [{string.Join(", ", shape)}] does not hold the {count} values that were given.", nameof(shape));
    }

    // Stops before the product could overflow.
    private static bool Holds(long[] shape, int count)
    {
        if (shape.Any(size => size < 0)) return false;
        if (shape.Contains(0)) return count == 0;
        var product = 1L;
        foreach (var size in shape)
        {
            if (size > count || (product *= size) > count) return false;
        }

        return product == count;
    }

    private static TensorDataType TypeOf<T>() =>
        typeof(T) == typeof(bool) ? TensorDataType.Bool
        : typeof(T) == typeof(byte) ? TensorDataType.UInt8
        : typeof(T) == typeof(ushort) ? TensorDataType.UInt16
        : typeof(T) == typeof(uint) ? TensorDataType.UInt32
        : typeof(T) == typeof(ulong) ? TensorDataType.UInt64
        : typeof(T) == typeof(sbyte) ? TensorDataType.Int8
        : typeof(T) == typeof(short) ? TensorDataType.Int16
        : typeof(T) == typeof(int) ? TensorDataType.Int32
        : typeof(T) == typeof(long) ? TensorDataType.Int64
        : typeof(T) == typeof(Half) ? TensorDataType.FP16
        : typeof(T) == typeof(float) ? TensorDataType.FP32
        : typeof(T) == typeof(double) ? TensorDataType.FP64
        : throw new NotSupportedException($"{typeof(T).Name} has no tensor type.");
}
