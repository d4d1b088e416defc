namespace ModelHub.Inference.Tests;

/// <summary>What a response gives stays readable until it is disposed, and not after.</summary>
public sealed class OutputLifetimeTests : OnnxTestBase
{
    [Theory]
    [InlineData("identity/fp32.onnx")]
    [InlineData("identity/bytes.onnx")]
    public async Task Output_AfterTheDispose_Throws(string model)
    {
        using var lease = await Hub.AcquireAsync(model);
        var type = lease.Signature.Inputs[0].DataType;
        var response = await RunAsync(lease, new InferenceTensor("x", type, [2, 3], TensorRoundTripTests.Bytes(type, 6)));
        var output = response["y"];
        var data = output.Data;
        Assert.NotEqual(0, data.Span.Length);

        response.Dispose();
        Assert.Throws<ObjectDisposedException>(() => data.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => output.Data.Pin());
        response.Dispose();
    }

    [Fact]
    public async Task Output_PinnedAtTheDispose_StaysUntilTheUnpin()
    {
        using var lease = await Hub.AcquireAsync("identity/bytes.onnx");
        var data = TensorRoundTripTests.Bytes(TensorDataType.Bytes, 6);
        var response = await RunAsync(lease, new InferenceTensor("x", TensorDataType.Bytes, [2, 3], data));
        var memory = response["y"].Data;
        using (var pin = memory.Pin())
        {
            response.Dispose();
            for (var i = 0; i < 100; i++) using (await RunAsync(lease, new InferenceTensor("x", TensorDataType.Bytes, [2, 3], new byte[24]))) { }
            Assert.Equal(data, Copy(pin, data.Length));
        }

        Assert.Throws<ObjectDisposedException>(() => memory.Pin());
    }

    [Theory]
    [InlineData("returns-input.onnx", "x")]
    [InlineData("returns-input.onnx", "y")]
    [InlineData("identity-fixed/fp32.onnx", "y")]
    public async Task Output_ThatIsTheInput_OutlivesTheRequest(string model, string output)
    {
        using var lease = await Hub.AcquireAsync(model);
        var data = TensorRoundTripTests.Bytes(TensorDataType.FP32, 6);
        var shape = lease.Signature.Inputs[0].Shape.Count == 1 ? [6L] : new long[] { 2, 3 };
        var sent = data.ToArray();
        using var response = await RunAsync(lease, new InferenceTensor("x", TensorDataType.FP32, shape, sent));

        // What a pool would do with the bytes of a request that is over.
        sent.AsSpan().Fill(0xEE);
        Assert.Equal(data, response[output].Data.ToArray());
    }

    [Fact]
    public async Task Output_AsTheInputOfTheNextRun_IsReadWithoutACopy()
    {
        using var lease = await Hub.AcquireAsync("identity/fp32.onnx");
        using var first = await RunAsync(lease, InferenceTensor.Create("x", [1f, 2f], 1, 2));
        using var second = await RunAsync(lease, new InferenceTensor("x", TensorDataType.FP32, [2, 1], first["y"].Data));
        Assert.Equal([1f, 2f], second["y"].AsSpan<float>().ToArray());
    }

    [Fact]
    public async Task Output_AfterTheModelIsUnloaded_IsStillReadable()
    {
        var package = FolderPackage.Of("identity/fp32.onnx");
        InferenceResponse response;
        using (var lease = await Hub.Server.AcquireAsync(package)) response = await RunAsync(lease, InferenceTensor.Create("x", [1f, 2f], 1, 2));
        await Hub.Server.UnloadAsync(package.Version.Id);
        Assert.Equal(0, Hub.LoadedModels);
        using (response) Assert.Equal([1f, 2f], response["y"].AsSpan<float>().ToArray());
    }

    private static unsafe byte[] Copy(System.Buffers.MemoryHandle pin, int length) => new ReadOnlySpan<byte>(pin.Pointer, length).ToArray();
}
