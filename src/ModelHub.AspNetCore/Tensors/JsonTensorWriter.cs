using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ModelHub.AspNetCore;

/// <summary>Writes JSON with tensors in it to a response, and hands on what is written before much of it piles up.</summary>
internal sealed class JsonTensorWriter(PipeWriter output) : IAsyncDisposable
{
    private const int FlushBytes = 64 * 1024;
    private const int ChunkElements = 4096;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private long _flushed;

    public Utf8JsonWriter Json { get; } = new(output, Options);

    /// <summary>JSON holds text only: an output of other bytes has to be found before the response starts.</summary>
    public static void RequireText(InferenceResponse response)
    {
        foreach (var output in response.Outputs)
        {
            if (output.DataType != TensorDataType.Bytes) continue;
            for (var rest = output.Data.Span; rest.Length > 0;)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
                if (!Utf8.IsValid(rest.Slice(sizeof(int), length)))
                {
                    throw new ModelHubException(ModelHubErrorCode.Unsupported, $"Output '{output.Name}' holds bytes that are no UTF-8 text, which JSON cannot carry.");
                }

                rest = rest[(sizeof(int) + length)..];
            }
        }
    }

    /// <summary>Writes the elements as one array.</summary>
    public async ValueTask WriteFlatAsync(InferenceTensor tensor, CancellationToken cancellationToken)
    {
        Json.WriteStartArray();
        await WriteElementsAsync(tensor, new Position(), TensorShape.Count(tensor.Shape), cancellationToken);
        Json.WriteEndArray();
    }

    /// <summary>Writes the elements in arrays nested as the shape says; a scalar as a bare value.</summary>
    public async ValueTask WriteNestedAsync(InferenceTensor tensor, CancellationToken cancellationToken)
    {
        var shape = tensor.Shape.ToArray();
        var total = TensorShape.Count(shape);
        if (total == 0)
        {
            await WriteEmptyAsync(shape, 0, cancellationToken);
            return;
        }

        var position = new Position();
        var row = shape.Length == 0 ? 1 : shape[^1];
        for (long written = 0; written < total; written += row)
        {
            for (var i = Boundaries(shape, written); i > 0; i--) Json.WriteStartArray();
            await WriteElementsAsync(tensor, position, row, cancellationToken);
            for (var i = Boundaries(shape, written + row); i > 0; i--) Json.WriteEndArray();
        }
    }

    /// <summary>Sends what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await Json.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async ValueTask WriteElementsAsync(InferenceTensor tensor, Position position, long count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            var now = (int)Math.Min(count, ChunkElements);
            WriteChunk(tensor, position, now);
            count -= now;
            await FlushAsync(cancellationToken);
        }
    }

    private void WriteChunk(InferenceTensor tensor, Position position, int count)
    {
        switch (tensor.DataType)
        {
            case TensorDataType.Bool: Write<bool, JsonElements.Bool>(tensor, position, count); break;
            case TensorDataType.UInt8: Write<byte, JsonElements.UInt8>(tensor, position, count); break;
            case TensorDataType.UInt16: Write<ushort, JsonElements.UInt16>(tensor, position, count); break;
            case TensorDataType.UInt32: Write<uint, JsonElements.UInt32>(tensor, position, count); break;
            case TensorDataType.UInt64: Write<ulong, JsonElements.UInt64>(tensor, position, count); break;
            case TensorDataType.Int8: Write<sbyte, JsonElements.Int8>(tensor, position, count); break;
            case TensorDataType.Int16: Write<short, JsonElements.Int16>(tensor, position, count); break;
            case TensorDataType.Int32: Write<int, JsonElements.Int32>(tensor, position, count); break;
            case TensorDataType.Int64: Write<long, JsonElements.Int64>(tensor, position, count); break;
            case TensorDataType.FP16: Write<Half, JsonElements.FP16>(tensor, position, count); break;
            case TensorDataType.FP32: Write<float, JsonElements.FP32>(tensor, position, count); break;
            case TensorDataType.FP64: Write<double, JsonElements.FP64>(tensor, position, count); break;
            case TensorDataType.BF16: Write<ushort, JsonElements.BF16>(tensor, position, count); break;
            case TensorDataType.Bytes: WriteTexts(tensor, position, count); break;
            default: throw new ArgumentOutOfRangeException(nameof(tensor), tensor.DataType, null);
        }
    }

    private void Write<T, TElement>(InferenceTensor tensor, Position position, int count)
        where T : unmanaged
        where TElement : IJsonElement<T>
    {
        var bytes = count * Unsafe.SizeOf<T>();
        foreach (var value in MemoryMarshal.Cast<byte, T>(tensor.Data.Span.Slice(position.Bytes, bytes))) TElement.Write(Json, value);
        position.Bytes += bytes;
    }

    private void WriteTexts(InferenceTensor tensor, Position position, int count)
    {
        for (; count > 0; count--)
        {
            var rest = tensor.Data.Span[position.Bytes..];
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
            Json.WriteStringValue(rest.Slice(sizeof(int), length));
            position.Bytes += sizeof(int) + length;
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (Json.BytesCommitted + Json.BytesPending - _flushed < FlushBytes) return;
        Json.Flush();
        _flushed = Json.BytesCommitted;
        var sent = await output.FlushAsync(cancellationToken);
        if (sent.IsCompleted || sent.IsCanceled) throw new OperationCanceledException("The client went away.", cancellationToken);
    }

    private async ValueTask WriteEmptyAsync(long[] shape, int dimension, CancellationToken cancellationToken)
    {
        Json.WriteStartArray();
        // Nothing can lie in an empty array, not even arrays: [0, 3] is [].
        for (long i = 0; shape[dimension] > 0 && i < shape[dimension]; i++) await WriteEmptyAsync(shape, dimension + 1, cancellationToken);
        Json.WriteEndArray();
        await FlushAsync(cancellationToken);
    }

    // How many of the nested arrays begin, or end, at this element.
    private static int Boundaries(ReadOnlySpan<long> shape, long element)
    {
        var boundaries = 0;
        long size = 1;
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            size *= shape[i];
            if (element % size == 0) boundaries++;
        }

        return boundaries;
    }

    /// <summary>How far the bytes of a tensor are written.</summary>
    private sealed class Position
    {
        public int Bytes { get; set; }
    }
}
