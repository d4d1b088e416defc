using System.Globalization;

namespace ModelHub.Abstractions.Tests;

public sealed class InferenceTensorTests
{
    [Fact]
    public void Create_LaysNumbersOutInOrder()
    {
        using var tensor = InferenceTensor.Create("x", (ReadOnlySpan<float>)[1, 2, 3, 4, 5, 6], 2, 3);
        Assert.Equal(("x", TensorDataType.FP32, 24), (tensor.Name, tensor.DataType, tensor.Data.Length));
        Assert.Equal([2, 3], tensor.Shape.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], tensor.AsSpan<float>().ToArray());
        Assert.Equal([0, 0, 0x80, 0x3F], tensor.Data[..4].ToArray());
    }

    [Fact]
    public void Create_KnowsTheTypeOfEveryNumber()
    {
        Check<bool>(TensorDataType.Bool, true);
        Check<byte>(TensorDataType.UInt8, 200);
        Check<ushort>(TensorDataType.UInt16, 60_000);
        Check(TensorDataType.UInt32, 4_000_000_000);
        Check(TensorDataType.UInt64, ulong.MaxValue);
        Check<sbyte>(TensorDataType.Int8, -100);
        Check<short>(TensorDataType.Int16, -30_000);
        Check(TensorDataType.Int32, int.MinValue);
        Check(TensorDataType.Int64, long.MinValue);
        Check(TensorDataType.FP16, (Half)1.5);
        Check(TensorDataType.FP32, 1.5f);
        Check(TensorDataType.FP64, Math.PI);
        Assert.Throws<NotSupportedException>(() => InferenceTensor.Create("x", (ReadOnlySpan<char>)['x'], 1));

        static void Check<T>(TensorDataType type, T value)
            where T : unmanaged
        {
            using var tensor = InferenceTensor.Create("x", (ReadOnlySpan<T>)[value]);
            Assert.Equal(type, tensor.DataType);
            Assert.Equal(0, tensor.Shape.Length);
            Assert.Equal(type.ElementSize(), tensor.Data.Length);
            Assert.Equal([value], tensor.AsSpan<T>().ToArray());
        }
    }

    [Theory]
    [InlineData(1L)]
    [InlineData(1L, 3L)]
    [InlineData(-2L)]
    [InlineData(-1L, -2L)]
    [InlineData(2L, 0L)]
    [InlineData(long.MaxValue, 4L)]
    [InlineData(1L << 62, 4L, 2L)]
    [InlineData]
    public void Create_OfAnotherCountThanTheShapes_IsRefused(params long[] shape)
    {
        Assert.Throws<ArgumentException>(() => InferenceTensor.Create("x", (ReadOnlySpan<int>)[1, 2], shape));
        Assert.Throws<ArgumentException>(() => InferenceTensor.Create("x", ["a", "b"], shape));
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(3L, 0L)]
    [InlineData(long.MaxValue, 2L, 0L)]
    public void Create_OfNothing_TakesAShapeWithAZero(params long[] shape)
    {
        using var tensor = InferenceTensor.Create("x", ReadOnlySpan<int>.Empty, shape);
        Assert.Equal(0, tensor.Data.Length);
        Assert.Equal(shape, tensor.Shape.ToArray());
    }

    [Fact]
    public void Texts_ComeBackAsTheyWere()
    {
        string[] texts = ["", "a", "äöü", "日本語", "😀", "with\0zero", new('x', 100_000)];
        using var tensor = InferenceTensor.Create("x", texts, texts.Length);
        Assert.Equal(TensorDataType.Bytes, tensor.DataType);
        Assert.Equal([0, 0, 0, 0, 1, 0, 0, 0, (byte)'a'], tensor.Data[..9].ToArray());
        Assert.Equal(texts, tensor.ToStrings());
    }

    // What came over the wire is not to be believed.
    [Theory]
    [InlineData("01")]
    [InlineData("010000")]
    [InlineData("02000000" + "61")]
    [InlineData("FFFFFFFF" + "61")]
    [InlineData("00000080")]
    [InlineData("FFFFFF7F" + "6161")]
    [InlineData("01000000" + "61" + "00")]
    public void Texts_WhoseLengthsDoNotFit_AreInvalidInput(string hex)
    {
        using var tensor = new InferenceTensor("texts", TensorDataType.Bytes, [1], Convert.FromHexString(hex));
        var failure = Assert.Throws<ModelHubException>(() => tensor.ToStrings());
        Assert.Equal("texts", Assert.Single(failure.Errors).Field);
    }

    [Fact]
    public void Reading_AsAnotherType_IsRefused()
    {
        using var numbers = InferenceTensor.Create("x", (ReadOnlySpan<int>)[1], 1);
        using var texts = InferenceTensor.Create("x", ["a"], 1);
        Assert.Throws<InvalidOperationException>(() => { numbers.AsSpan<float>(); });
        Assert.Throws<InvalidOperationException>(() => { numbers.AsSpan<uint>(); });
        Assert.Throws<InvalidOperationException>(() => { texts.AsSpan<byte>(); });
        Assert.Throws<InvalidOperationException>(() => numbers.ToStrings());
    }

    [Fact]
    public void Dispose_LetsTheOwnerGoOnce()
    {
        var owner = new Owner();
        var tensor = new InferenceTensor("x", TensorDataType.UInt8, [1], new byte[1], owner);
        tensor.Dispose();
        tensor.Dispose();
        Assert.Equal(1, owner.Disposed);
    }

    [Fact]
    public void TypeNames_ComeBackAsTheyWere()
    {
        foreach (var type in Enum.GetValues<TensorDataType>())
        {
            Assert.True(TensorDataTypes.TryParse(type.ProtocolName(), out var parsed));
            Assert.Equal(type, parsed);
            Assert.InRange(type.ElementSize(), type == TensorDataType.Bytes ? 0 : 1, 8);
            Assert.False(TensorDataTypes.TryParse(type.ProtocolName().ToLower(CultureInfo.InvariantCulture), out _));
        }

        foreach (var name in (string?[])[null, "", "FP8", "0", "FP32 "]) Assert.False(TensorDataTypes.TryParse(name, out _));
    }

    private sealed class Owner : IDisposable
    {
        public int Disposed { get; private set; }

        public void Dispose() => Disposed++;
    }
}
