using ModelHub.Formats;

namespace ModelHub.Tests.Formats;

public sealed class FileInspectorTests
{
    public static TheoryData<string> Samples => [.. SampleFiles.Names];

    [Fact]
    public void Samples_HoldEachFormat()
    {
        string[] all =
        [
            ModelFormats.Gguf, ModelFormats.Hdf5, ModelFormats.Joblib, ModelFormats.Keras, ModelFormats.Onnx, ModelFormats.Pickle,
            ModelFormats.PyTorch, ModelFormats.SafeTensors, ModelFormats.SavedModel, ModelFormats.Unknown, ModelFormats.Zip,
        ];
        Assert.Equal(all, SampleFiles.Names.Select(SampleFiles.FormatOf).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Inspect_RealFile_GivesItsFormat(string name) =>
        Assert.Equal(SampleFiles.FormatOf(name), (await Inspect.BytesAsync(SampleFiles.Read(name), name)).Format);

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Inspect_AnyExtension_MakesNoDifference(string name)
    {
        if (name == "saved_model.pb") return; // the one name that a format prescribes
        foreach (var path in new[] { "model.onnx", "model.pkl", "folder.h5/model.joblib", "model.zip", "model.safetensors", "model", "." })
        {
            Assert.Equal(SampleFiles.FormatOf(name), (await Inspect.BytesAsync(SampleFiles.Read(name), path)).Format);
        }
    }

    [Theory]
    [InlineData("saved_model.pb", ModelFormats.SavedModel)]
    [InlineData("net/1/saved_model.pb", ModelFormats.SavedModel)]
    [InlineData("other.pb", ModelFormats.Unknown)]
    public async Task Inspect_SavedModelGraph_NeedsTheNameThatTensorFlowPrescribes(string path, string format) =>
        Assert.Equal(format, (await Inspect.BytesAsync(SampleFiles.Read("saved_model.pb"), path)).Format);

    [Fact]
    public async Task Inspect_SavedModelNameOnOtherContent_DoesNotCount()
    {
        Assert.Equal(ModelFormats.Unknown, (await Inspect.BytesAsync(SampleFiles.Read("unknown.text"), "saved_model.pb")).Format);
        Assert.Equal(ModelFormats.Joblib, (await Inspect.BytesAsync(SampleFiles.Read("joblib.plain"), "saved_model.pb")).Format);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Inspect_StreamThatGivesAByteAtATime_GivesTheSame(string name)
    {
        var bytes = SampleFiles.Read(name);
        if (bytes.Length > 20_000) bytes = bytes[..20_000];
        var whole = await Inspect.BytesAsync(bytes, name);
        await using var dripping = new DrippingStream(bytes);
        Assert.Equal(whole.Format, (await FileInspector.InspectAsync(dripping, name, default)).Format);
    }

    [Fact]
    public async Task Inspect_Cancelled_Stops()
    {
        await using var stream = new DrippingStream(SampleFiles.Read("onnx.all-types"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FileInspector.InspectAsync(stream, "m", new CancellationToken(true)));
    }

    [Fact]
    public async Task Inspect_StreamThatFails_LetsTheFailureThrough()
    {
        await using var stream = new DrippingStream(SampleFiles.Read("onnx.all-types")) { FailAt = 100 };
        await Assert.ThrowsAsync<IOException>(() => FileInspector.InspectAsync(stream, "m", default));
    }
}
