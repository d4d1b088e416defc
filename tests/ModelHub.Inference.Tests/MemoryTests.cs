namespace ModelHub.Inference.Tests;

/// <summary>Figures of the whole process, so nothing else runs beside them.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests : OnnxTestBase
{
    private const long Megabyte = 1 << 20;

    // What the test itself records of each run would count as well.
    public MemoryTests() => Hub.StopMeasuring();

    [Theory]
    [InlineData("identity/fp32.onnx", 64)]
    [InlineData("identity/bytes.onnx", 16)]
    public async Task Run_TenThousandTimes_DoesNotGrowTheProcess(string model, int size)
    {
        using var lease = await Hub.AcquireAsync(model);
        var type = lease.Signature.Inputs[0].DataType;
        using var request = new InferenceRequest([new InferenceTensor("x", type, [size, size], TensorRoundTripTests.Bytes(type, size * size))]);
        await RunManyAsync(lease, request, 500);
        var before = Settle();
        await RunManyAsync(lease, request, 10_000);

        // The outputs have 35 MB and more together, and as native values several times that.
        Assert.InRange(Settle() - before, long.MinValue, 16 * Megabyte);
    }

    [Fact]
    public async Task Run_OfATinyModel_AllocatesLittle()
    {
        using var lease = await Hub.AcquireAsync("identity/fp32.onnx");
        using var request = new InferenceRequest([InferenceTensor.Create("x", [1f, 2f], 1, 2)]);
        using var cancellation = new CancellationTokenSource();
        Assert.InRange(await MeasureAsync(lease, request, cancellation.Token), 1, 4096);
    }

    private static async Task<long> MeasureAsync(IModelLease lease, InferenceRequest request, CancellationToken cancellationToken)
    {
        const int Runs = 2000;
        var before = 0L;
        for (var i = -500; i < Runs; i++)
        {
            if (i == 0) before = GC.GetTotalAllocatedBytes(precise: true);
            (await lease.RunAsync(request, cancellationToken)).Dispose();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Runs;
    }

    private static async Task RunManyAsync(IModelLease lease, InferenceRequest request, int times)
    {
        for (var i = 0; i < times; i++) (await lease.RunAsync(request)).Dispose();
    }

    private static long Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Environment.WorkingSet;
    }
}
