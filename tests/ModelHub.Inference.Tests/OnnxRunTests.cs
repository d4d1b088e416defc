using System.Diagnostics;

namespace ModelHub.Inference.Tests;

public sealed class OnnxRunTests : OnnxTestBase
{
    [Fact]
    public async Task Run_FromManyThreads_GivesEachItsOwnResult()
    {
        using var lease = await Hub.AcquireAsync("two.onnx");
        await Task.WhenAll(Enumerable.Range(0, 32).Select(worker => Task.Factory.StartNew(
            async () =>
            {
                for (var i = 0; i < 200; i++)
                {
                    var a = Enumerable.Range(0, 10).Select(n => (float)(n + worker)).ToArray();
                    var b = Enumerable.Range(0, 10).Select(n => (float)(n * i)).ToArray();
                    using var response = await RunAsync(lease, InferenceTensor.Create("a", a, 1, 10), InferenceTensor.Create("b", b, 1, 10));
                    Assert.Equal(a.Zip(b, (x, y) => x + y), response["sum"].AsSpan<float>().ToArray());
                    Assert.Equal(a.Zip(b, (x, y) => x * y).Sum(), response["product"].AsSpan<float>()[0]);
                }
            },
            TaskCreationOptions.LongRunning).Unwrap()));
        Assert.Equal(32 * 200, Hub.Durations.Count(duration => duration.Name == "modelhub.inference.run.duration"));
    }

    [Fact]
    public async Task Run_WithMoreThreads_GivesTheSame()
    {
        var hub = new TestHub(options => options.IntraOpThreads = 2);
        using (var lease = await hub.AcquireAsync("slow.onnx"))
        using (var response = await RunSlowAsync(lease, 3, default))
            Assert.All(response["y"].AsSpan<float>().ToArray(), value => Assert.Equal(1f, value));
        await hub.CloseAsync();
    }

    [Fact]
    public async Task Run_Cancelled_StopsTheModel()
    {
        using var lease = await Hub.AcquireAsync("slow.onnx");
        using (var response = await RunSlowAsync(lease, 3, default)) Assert.Equal([256L, 256L], response["y"].Shape.ToArray());

        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var clock = Stopwatch.StartNew();
        // Hours, if nothing stopped it.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunSlowAsync(lease, 100_000_000, cancellation.Token));
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(60));
        Assert.Contains(Hub.Durations, duration => (string?)duration.Tags["modelhub.outcome"] == "cancelled");
        using (await RunSlowAsync(lease, 3, default)) { }
    }

    [Fact]
    public async Task Run_WhileAllProcessorsAreTaken_WaitsAndCanBeCancelled()
    {
        using var lease = await Hub.AcquireAsync("slow.onnx");
        using var runs = new RunCounter();
        using var stop = new CancellationTokenSource();
        using var cancellation = new CancellationTokenSource();
        var busy = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() => RunSlowAsync(lease, 100_000_000, stop.Token))).ToList();
        try
        {
            await runs.WaitForAsync(Environment.ProcessorCount);
            var waiting = RunSlowAsync(lease, 0, cancellation.Token);
            var next = RunSlowAsync(lease, 0, default);
            await Task.Delay(100, CancellationToken.None);
            Assert.False(waiting.IsCompleted);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

            Assert.False(next.IsCompleted);
            await stop.CancelAsync();
            using (await next) { }
        }
        finally
        {
            await stop.CancelAsync();
            foreach (var run in busy) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }
    }

    [Fact]
    public async Task Run_OfALeaseDisposedMeanwhile_Finishes()
    {
        var package = FolderPackage.Of("slow.onnx");
        var lease = await Hub.Server.AcquireAsync(package);
        using var runs = new RunCounter();
        using var stop = new CancellationTokenSource();
        var run = Task.Run(() => RunSlowAsync(lease, 100_000_000, stop.Token));
        await runs.WaitForAsync(1);
        lease.Dispose();
        var unloaded = Hub.Server.UnloadAsync(package.Version.Id);
        Assert.False(run.IsCompleted || unloaded.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await unloaded.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Run_WaitingForAThread_CanBeCancelled()
    {
        using var first = await Hub.AcquireAsync("slow.onnx");
        using var second = await Hub.AcquireAsync("slow.onnx");
        using var runs = new RunCounter();
        using var stop = new CancellationTokenSource();
        using var cancellation = new CancellationTokenSource();
        var busy = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() => RunSlowAsync(first, 100_000_000, stop.Token))).ToList();
        try
        {
            // Another model has turns of its own, but the threads are taken.
            await runs.WaitForAsync(Environment.ProcessorCount);
            await Task.Delay(100, CancellationToken.None);
            var waiting = RunSlowAsync(second, 0, cancellation.Token);
            await runs.WaitForAsync(Environment.ProcessorCount + 1);
            Assert.False(waiting.IsCompleted);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
        finally
        {
            await stop.CancelAsync();
            foreach (var run in busy) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }
    }

    [Fact]
    public async Task Run_OfValuesTheModelRefuses_FailsAndIsLogged()
    {
        using var lease = await Hub.AcquireAsync("gather.onnx");
        using (var response = await RunAsync(lease, InferenceTensor.Create("i", [2L, 0L], 2)))
            Assert.Equal([30f, 10f], response["y"].AsSpan<float>().ToArray());

        var failure = await Assert.ThrowsAsync<ModelHubException>(() => RunAsync(lease, InferenceTensor.Create("i", [3L], 1)));
        Assert.Equal(ModelHubErrorCode.InferenceFailed, failure.Code);
        Assert.Contains("out of data bounds", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('/', failure.Message);
        Assert.Contains(Hub.Logs, log => log.Id.Id == 4004 && log.Exception == failure);
    }

    [Fact]
    public async Task Run_OfARequestThatDoesNotFit_IsInvalid()
    {
        using var lease = await Hub.AcquireAsync("two.onnx");
        var failure = await Assert.ThrowsAsync<ModelHubException>(() => RunAsync(lease, InferenceTensor.Create("a", new float[18].AsSpan(), 2, 9)));
        Assert.Equal(ModelHubErrorCode.InvalidInput, failure.Code);
        Assert.Equal(
            [new("inputs.a", "Needs shape [-1, 10]; got [2, 9]."), new("inputs.b", "Is missing; needs FP32 of shape [-1, 10].")],
            failure.Errors);
    }

    private static async Task<InferenceResponse> RunSlowAsync(IModelLease lease, long times, CancellationToken cancellationToken)
    {
        using var request = new InferenceRequest([InferenceTensor.Create("x", [1f], 1), InferenceTensor.Create("times", [times])]);
        return await lease.RunAsync(request, cancellationToken);
    }

    /// <summary>Counts the runs that this test began and that got their turn.</summary>
    private sealed class RunCounter : IDisposable
    {
        private readonly Activity _test = new Activity("test").Start();
        private readonly ActivityListener _listener;
        private int _started;

        public RunCounter()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "ModelHub.Inference",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStarted = activity =>
                {
                    if (activity.OperationName == "modelhub.run" && activity.ParentId == _test.Id) Interlocked.Increment(ref _started);
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public async Task WaitForAsync(int count)
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (Volatile.Read(ref _started) < count) await Task.Delay(5, timeout.Token);
        }

        public void Dispose()
        {
            _listener.Dispose();
            _test.Dispose();
        }
    }
}
