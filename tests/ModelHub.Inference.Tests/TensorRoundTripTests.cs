using System.Buffers.Binary;
using System.Text;

namespace ModelHub.Inference.Tests;

/// <summary>What goes into a model that gives back its input comes out of it, to the bit.</summary>
public sealed class TensorRoundTripTests : OnnxTestBase
{
    public static TheoryData<TensorDataType> Types => TestModels.AllTypes;

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Identity_OfAnyType_GivesBackTheSameBytes(TensorDataType type)
    {
        using var dynamic = await Hub.AcquireAsync($"identity/{type.ToString().ToLowerInvariant()}.onnx");
        using var fix = await Hub.AcquireAsync($"identity-fixed/{type.ToString().ToLowerInvariant()}.onnx");

        Assert.Equal(new TensorSpec("x", type, [-1, -1]), dynamic.Signature.Inputs.Single(), SpecComparer.Instance);
        Assert.Equal(new TensorSpec("y", type, [2, 3]), fix.Signature.Outputs.Single(), SpecComparer.Instance);
        await AssertRoundTrip(dynamic, type, [2, 3]);
        await AssertRoundTrip(dynamic, type, [7, 5]);
        await AssertRoundTrip(dynamic, type, [0, 3]);
        await AssertRoundTrip(dynamic, type, [4, 0]);
        await AssertRoundTrip(fix, type, [2, 3]);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Identity_OfBytesThatAreNotAligned_GivesBackTheSameBytes(TensorDataType type)
    {
        using var lease = await Hub.AcquireAsync($"identity/{type.ToString().ToLowerInvariant()}.onnx");
        var data = Bytes(type, 6);
        for (var offset = 0; offset < 8; offset++)
        {
            var shifted = new byte[offset + data.Length];
            data.CopyTo(shifted, offset);
            using var response = await RunAsync(lease, new InferenceTensor("x", type, [2, 3], shifted.AsMemory(offset)));
            Assert.Equal(data, response["y"].Data.ToArray());
        }
    }

    [Fact]
    public async Task Identity_OfTexts_KeepsUnicodeAndBytesThatAreNoText()
    {
        using var lease = await Hub.AcquireAsync("identity/bytes.onnx");
        byte[][] texts = [[], Encoding.UTF8.GetBytes("日本語 \U0001F600 é"), [0, 1, 0, 255, 254], [0xC3], new byte[100_000], "\n"u8.ToArray()];
        using var response = await RunAsync(lease, new InferenceTensor("x", TensorDataType.Bytes, [3, 2], Pack(texts)));
        Assert.Equal(Pack(texts), response["y"].Data.ToArray());
        Assert.Equal("日本語 \U0001F600 é", response["y"].ToStrings()[1]);
    }

    [Fact]
    public async Task Identity_OfAScalar_GivesAScalar()
    {
        using var lease = await Hub.AcquireAsync("scalar.onnx");
        using var response = await RunAsync(lease, InferenceTensor.Create("x", [42.5f]));
        Assert.Equal(0, response["y"].Shape.Length);
        Assert.Equal([42.5f], response["y"].AsSpan<float>().ToArray());
    }

    [Fact]
    public async Task Identity_OfAnUndeclaredRank_TakesAnyShape()
    {
        using var lease = await Hub.AcquireAsync("unknown-rank.onnx");
        using var response = await RunAsync(lease, InferenceTensor.Create("x", [1f, 2f, 3f, 4f], 2, 1, 2));
        Assert.Equal([2, 1, 2], response["y"].Shape.ToArray());
        Assert.Equal([1f, 2f, 3f, 4f], response["y"].AsSpan<float>().ToArray());
    }

    [Fact]
    public async Task Run_OfTwoInputs_GivesTheOutputsAskedForInTheOrderAskedFor()
    {
        using var lease = await Hub.AcquireAsync("two.onnx");
        var ones = Enumerable.Repeat(1f, 20).ToArray();
        var numbers = Enumerable.Range(0, 20).Select(i => (float)i).ToArray();
        using var request = new InferenceRequest([InferenceTensor.Create("b", numbers, 2, 10), InferenceTensor.Create("a", ones, 2, 10)], ["product", "sum"]);
        using var response = await lease.RunAsync(request);
        Assert.Equal(["product", "sum"], response.Outputs.Select(output => output.Name));
        Assert.Equal([45f, 145f, 45f, 145f], response["product"].AsSpan<float>().ToArray());
        Assert.Equal(numbers.Select(i => i + 1), response["sum"].AsSpan<float>().ToArray());

        using var one = new InferenceRequest(request.Inputs, ["sum"]);
        using var sum = await lease.RunAsync(one);
        Assert.Equal(["sum"], sum.Outputs.Select(output => output.Name));
    }

    internal static byte[] Bytes(TensorDataType type, long count)
    {
        if (type == TensorDataType.Bytes) return Pack([.. Enumerable.Range(0, (int)count).Select(i => Encoding.UTF8.GetBytes($"text {i} ü"))]);
        var data = new byte[count * type.ElementSize()];
        new Random(17).NextBytes(data);
        if (type == TensorDataType.Bool) for (var i = 0; i < data.Length; i++) data[i] &= 1;
        return data;
    }

    private static async Task AssertRoundTrip(IModelLease lease, TensorDataType type, long[] shape)
    {
        var data = Bytes(type, shape[0] * shape[1]);
        using var response = await RunAsync(lease, new InferenceTensor("x", type, shape, data));
        var output = Assert.Single(response.Outputs);
        Assert.Equal(("y", type), (output.Name, output.DataType));
        Assert.Equal(shape, output.Shape.ToArray());
        Assert.Equal(data, output.Data.ToArray());
    }

    private static byte[] Pack(byte[][] texts)
    {
        using var packed = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var text in texts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            packed.Write(length);
            packed.Write(text);
        }

        return packed.ToArray();
    }

    private sealed class SpecComparer : IEqualityComparer<TensorSpec>
    {
        public static SpecComparer Instance { get; } = new();

        public bool Equals(TensorSpec? x, TensorSpec? y) => x!.Name == y!.Name && x.DataType == y.DataType && x.Shape.SequenceEqual(y.Shape);

        public int GetHashCode(TensorSpec spec) => spec.Name.GetHashCode(StringComparison.Ordinal);
    }
}
