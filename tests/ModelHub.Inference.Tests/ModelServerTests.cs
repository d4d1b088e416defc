namespace ModelHub.Inference.Tests;

public sealed class ModelServerTests : OnnxTestBase
{
    private const int Loaded = 4000, LoadFailed = 4001, Unloaded = 4002;

    [Fact]
    public async Task Acquire_ByManyAtOnce_LoadsOnce()
    {
        var package = FolderPackage.Of("two.onnx");
        using var start = new Barrier(64);
        var leases = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Hub.Server.AcquireAsync(package).AsTask();
            },
            TaskCreationOptions.LongRunning).Unwrap()));
        Assert.Equal(1, Hub.Count(Loaded));
        Assert.Equal(1, Hub.LoadedModels);
        Assert.Single(Hub.Durations, duration => duration.Name == "modelhub.inference.load.duration");
        Assert.All(leases, lease => Assert.Same(leases[0].Signature, lease.Signature));
        foreach (var lease in leases) lease.Dispose();
        Assert.Equal(1, Hub.LoadedModels);
    }

    [Fact]
    public async Task Acquire_CancelledWhileLoading_LeavesTheLoadToTheOthers()
    {
        var gate = new TaskCompletionSource();
        var package = new FolderPackage(TestModels.Root, "two.onnx", local: false) { Gate = gate.Task };
        using var cancellation = new CancellationTokenSource();
        var impatient = Hub.Server.AcquireAsync(package, cancellation.Token).AsTask();
        var patient = Hub.Server.AcquireAsync(package).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.False(patient.IsCompleted);

        gate.SetResult();
        using var lease = await patient;
        Assert.Equal(["a", "b"], lease.Signature.Inputs.Select(input => input.Name));
        Assert.Equal(1, package.Opened);
    }

    [Fact]
    public async Task Acquire_AfterAFailedLoad_TriesAgain()
    {
        var path = Path.Combine(Folder, "model.onnx");
        await File.WriteAllBytesAsync(path, [1, 2, 3]);
        var package = new FolderPackage(Folder, "model.onnx");
        var failures = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Hub.FailToAcquireAsync(package)));
        Assert.All(failures, failure => Assert.Equal(ModelHubErrorCode.InferenceFailed, failure.Code));
        Assert.Equal(0, Hub.LoadedModels);
        Assert.InRange(Hub.Count(LoadFailed), 1, 8);

        File.Copy(TestModels.PathOf("two.onnx"), path, overwrite: true);
        using var lease = await Hub.Server.AcquireAsync(package);
        Assert.Equal(1, Hub.LoadedModels);
    }

    [Fact]
    public async Task Acquire_OfAFormatWithoutEngine_IsUnsupported()
    {
        var package = FolderPackage.Of("two.onnx");
        package = new FolderPackage(TestModels.Root, "two.onnx") { Version = package.Version with { Format = ModelFormats.Pickle } };
        Assert.False(Hub.Server.CanServe(package.Version));
        Assert.True(Hub.Server.CanServe(FolderPackage.Of("two.onnx").Version));
        var failure = await Hub.FailToAcquireAsync(package);
        Assert.Equal(ModelHubErrorCode.Unsupported, failure.Code);
        Assert.Contains("'pickle'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unload_OfALeasedModel_WaitsForTheLastLease()
    {
        var package = FolderPackage.Of("two.onnx");
        var first = await Hub.Server.AcquireAsync(package);
        var second = await Hub.Server.AcquireAsync(package);
        var unloaded = Hub.Server.UnloadAsync(package.Version.Id);
        first.Dispose();
        first.Dispose();
        using (await RunTwoAsync(second)) Assert.False(unloaded.IsCompleted);

        // Whoever comes now gets a model of their own, which the unload does not touch.
        using var third = await Hub.Server.AcquireAsync(package);
        Assert.Equal(2, Hub.LoadedModels);
        second.Dispose();
        await unloaded.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1, Hub.LoadedModels);
        using (await RunTwoAsync(third)) Assert.Equal(1, Hub.Count(Unloaded));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await RunTwoAsync(second));
    }

    [Fact]
    public async Task Unload_WhileLoading_FreesWhenTheWaitersAreDone()
    {
        var gate = new TaskCompletionSource();
        var package = new FolderPackage(TestModels.Root, "two.onnx", local: false) { Gate = gate.Task };
        var waiting = Hub.Server.AcquireAsync(package).AsTask();
        var unloaded = Hub.Server.UnloadAsync(package.Version.Id);
        gate.SetResult();
        using (var lease = await waiting) using (await RunTwoAsync(lease)) Assert.False(unloaded.IsCompleted);
        await unloaded.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, Hub.LoadedModels);
    }

    [Fact]
    public async Task Unload_OfWhatIsNotLoaded_DoesNothing() => await Hub.Server.UnloadAsync(-1);

    [Fact]
    public async Task Dispose_FreesWhatIsIdleAndLeavesWhatIsLeased()
    {
        var idle = await Hub.AcquireAsync("scalar.onnx");
        idle.Dispose();
        var lease = await Hub.AcquireAsync("two.onnx");
        await ((IAsyncDisposable)Hub.Server).DisposeAsync();
        Assert.Equal(1, Hub.LoadedModels);
        using (await RunTwoAsync(lease)) lease.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Hub.AcquireAsync("two.onnx"));
        await WaitUntilAsync(() => Hub.LoadedModels == 0);
    }

    [Fact]
    public async Task Dispose_WhileLoading_TellsTheWaiters()
    {
        var package = new FolderPackage(TestModels.Root, "two.onnx", local: false) { Gate = new TaskCompletionSource().Task };
        var waiting = Hub.FailToAcquireAsync(package);
        await WaitUntilAsync(() => package.Opened == 1);
        await ((IAsyncDisposable)Hub.Server).DisposeAsync();
        Assert.Equal(ModelHubErrorCode.Unavailable, (await waiting).Code);
    }

    [Fact]
    public async Task Server_LoadedRunAndUnloadedFromAllSides_NeverFailsARunAndFreesAll()
    {
        FolderPackage[] packages = [FolderPackage.Of("two.onnx"), FolderPackage.Of("two.onnx", local: false)];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 150; i++)
            {
                var package = packages[(worker + i) % 2];
                if ((worker + i) % 7 == 0) _ = Hub.Server.UnloadAsync(package.Version.Id);
                using var lease = await Hub.Server.AcquireAsync(package);
                using (await RunTwoAsync(lease)) { }
            }
        })));
        foreach (var package in packages) await Hub.Server.UnloadAsync(package.Version.Id).WaitAsync(TimeSpan.FromSeconds(30));
        await WaitUntilAsync(() => Hub.LoadedModels == 0);
        Assert.Equal(Hub.Count(Loaded), Hub.Count(Unloaded));
        Assert.True(Hub.Count(Loaded) > 2);
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(5, timeout.Token);
    }

    private static Task<InferenceResponse> RunTwoAsync(IModelLease lease) =>
        RunAsync(lease, InferenceTensor.Create<float>("a", new float[10], 1, 10), InferenceTensor.Create<float>("b", new float[10], 1, 10));
}
