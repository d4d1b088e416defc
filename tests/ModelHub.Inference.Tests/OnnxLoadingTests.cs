using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ModelHub.Inference.Onnx;

namespace ModelHub.Inference.Tests;

public sealed class OnnxLoadingTests : OnnxTestBase
{
    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "empty", [] },
        { "garbage", [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7919 >> 3))] },
        { "truncated", File.ReadAllBytes(TestModels.PathOf("two.onnx"))[..120] },
        { "all but a byte", File.ReadAllBytes(TestModels.PathOf("slow.onnx"))[..^1] },
        { "unknown operator", File.ReadAllBytes(TestModels.PathOf("unknown-operator.onnx")) },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public async Task Load_OfADamagedFile_FailsWithoutAPath(string what, byte[] content)
    {
        await File.WriteAllBytesAsync(Path.Combine(Folder, "model.onnx"), content);
        foreach (var local in new[] { true, false })
        {
            var failure = await Hub.FailToAcquireAsync(new FolderPackage(Folder, "model.onnx", local));
            Assert.True(failure.Code == ModelHubErrorCode.InferenceFailed, what);
            Assert.StartsWith("The file is no ONNX model that runs here: ", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Path.GetTempPath(), failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("modelhub-", failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('/', failure.Message);
            Assert.Contains(Hub.Logs, log => log.Id.Id == 4001 && log.Exception == failure);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Load_OfExternalData_FindsItByNameAndLeavesNothingBehind(bool local)
    {
        using var lease = await Hub.Server.AcquireAsync(
            new FolderPackage(TestModels.PathOf("external"), "model.onnx", local, ["model.onnx", "weights/data.bin"]));
        Assert.DoesNotContain(WorkingFolders(), folder => File.Exists(Path.Combine(folder, "weights", "data.bin")));
        for (var i = 0; i < 3; i++)
        {
            using var response = await RunAsync(lease, InferenceTensor.Create("x", [10f, 20f, 30f, 40f], 4));
            Assert.Equal([11f, 22f, 33f, 44f], response["y"].AsSpan<float>().ToArray());
        }
    }

    [Theory]
    [InlineData("external-escape.onnx", true)]
    [InlineData("external-escape.onnx", false)]
    [InlineData("external-absolute.onnx", true)]
    [InlineData("external-absolute.onnx", false)]
    [InlineData("external-neighbour.onnx", true)]
    [InlineData("external-neighbour.onnx", false)]
    public async Task Load_OfDataThatIsNotTheVersions_IsRefused(string model, bool local)
    {
        var blobs = Directory.CreateDirectory(Path.Combine(Folder, "blobs")).FullName;
        File.Copy(TestModels.PathOf(model), Path.Combine(blobs, model));
        await File.WriteAllBytesAsync(Path.Combine(Folder, "secret.bin"), new byte[16]);
        await File.WriteAllBytesAsync(Path.Combine(blobs, "neighbour.bin"), new byte[16]);
        var failure = await Hub.FailToAcquireAsync(new FolderPackage(blobs, model, local));
        Assert.Equal(ModelHubErrorCode.InferenceFailed, failure.Code);
        Assert.DoesNotContain(Folder, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath(), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Load_OfALocalFile_CopiesNothing(bool local, int opened)
    {
        // Beside the working folders, so that it is on their file system.
        File.Copy(TestModels.PathOf("two.onnx"), Path.Combine(Folder, "model.onnx"));
        var package = new FolderPackage(Folder, "model.onnx", local);
        using var lease = await Hub.Server.AcquireAsync(package);
        Assert.Equal(opened, package.Opened);
        Assert.True(File.Exists(Path.Combine(Folder, "model.onnx")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Load_OfANeighbourByItsWholePath_IsRefused(bool local)
    {
        // Any path leads up to the root and down again, also from a folder whose name nobody knows.
        var blobs = Directory.CreateDirectory(Path.Combine(Folder, "blobs")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(blobs, "neighbour.bin"), new byte[16]);
        var model = await File.ReadAllBytesAsync(TestModels.PathOf("external-placeholder.onnx"));
        var placeholder = new string('N', 120);
        var location = "../../../../../../.." + Path.Combine(blobs, "neighbour.bin");
        location = location.Insert(2, new string('/', placeholder.Length - location.Length));
        var text = Encoding.Latin1.GetString(model);
        Assert.Contains(placeholder, text, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(Path.Combine(blobs, "model.onnx"), Encoding.Latin1.GetBytes(text.Replace(placeholder, location, StringComparison.Ordinal)));

        var failure = await Hub.FailToAcquireAsync(new FolderPackage(blobs, "model.onnx", local));
        Assert.Equal(ModelHubErrorCode.InferenceFailed, failure.Code);
        Assert.Contains("escapes model directory", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../model.onnx")]
    [InlineData("/etc/model.onnx")]
    [InlineData("a/../../model.onnx")]
    public async Task Load_OfAFileNameThatLeavesTheFolder_IsRefused(string path)
    {
        foreach (var package in new[] { new FolderPackage(Folder, path), new FolderPackage(TestModels.Root, "two.onnx", false, ["two.onnx", path]) })
            Assert.Equal(ModelHubErrorCode.Unsupported, (await Hub.FailToAcquireAsync(package)).Code);
    }

    [Fact]
    public async Task Load_OfAFileNamedLikeAFolder_IsRefused()
    {
        var failure = await Hub.FailToAcquireAsync(new FolderPackage(TestModels.Root, "a/b", false, ["a", "a/b"]));
        Assert.Equal(ModelHubErrorCode.Unsupported, failure.Code);
    }

    [Theory]
    [InlineData("sequence.onnx", "Output 'items' of the model is a sequence; only tensors are served.")]
    [InlineData("zipmap.onnx", "Output 'probabilities' of the model is a sequence of maps; only tensors are served. Export the classifier with zipmap off (skl2onnx: options={'zipmap': False}).")]
    public async Task Load_OfWhatIsNoTensor_SaysWhatItIs(string model, string message)
    {
        var failure = await Hub.FailToAcquireAsync(FolderPackage.Of(model));
        Assert.Equal((ModelHubErrorCode.Unsupported, message), (failure.Code, failure.Message));
    }

    [Fact]
    public async Task Load_Cancelled_Ends()
    {
        var engine = new OnnxEngine(Options.Create(new OnnxRuntimeOptions()), NullLogger<OnnxEngine>.Instance);
        using var cancellation = new CancellationTokenSource();
        var loading = engine.LoadAsync(
            new FolderPackage(TestModels.Root, "two.onnx", local: false) { Gate = new TaskCompletionSource().Task }, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loading);
    }

    [Fact]
    public async Task Session_SaysWhatItTakesAndWhereItRuns()
    {
        using var lease = await Hub.AcquireAsync("two.onnx");
        Assert.Equal("CPUExecutionProvider", lease.ExecutionProvider);
        var engine = new OnnxEngine(Options.Create(new OnnxRuntimeOptions()), NullLogger<OnnxEngine>.Instance);
        await using var session = await engine.LoadAsync(FolderPackage.Of("two.onnx"));
        Assert.Equal(new FileInfo(TestModels.PathOf("two.onnx")).Length, session.MemoryBytes);
    }

    [Fact]
    public async Task OnnxRuntime_SendsNoTelemetry()
    {
        using var lease = await Hub.AcquireAsync("two.onnx");
        // Where its telemetry is on, it keeps a database open and writes a log of its own.
        var open = Directory.GetFiles("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget ?? "").ToList();
        Assert.Contains(open, target => target.StartsWith('/'));
        Assert.DoesNotContain(open, target => target.Contains("onnxruntime.db", StringComparison.Ordinal));
        Assert.False(File.Exists($"/tmp/mat-debug-{Environment.ProcessId}.log"));
    }

    private static string[] WorkingFolders() => Directory.GetDirectories(Path.GetTempPath(), OnnxFiles.FolderPrefix + "*");
}
