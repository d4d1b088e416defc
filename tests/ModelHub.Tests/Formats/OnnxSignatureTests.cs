using System.Runtime.CompilerServices;
using ModelHub.Formats;

namespace ModelHub.Tests.Formats;

public sealed class OnnxSignatureTests
{
    [Theory]
    [InlineData("digits", "image FP32 [-1,1,8,8] -> label INT64 [-1], probabilities FP32 [-1,10]")]
    [InlineData("random-forest", "features FP32 [-1,10] -> label INT64 [-1], probabilities FP32 [-1,2]")]
    [InlineData("language", "text BYTES [-1] -> label BYTES [-1], probabilities FP32 [-1,50]")]
    public async Task Inspect_SampleModel_GivesItsSignature(string model, string signature)
    {
        var inspection = await Inspect.BytesAsync(await File.ReadAllBytesAsync(SampleModel($"{model}.onnx")));
        Assert.Equal(ModelFormats.Onnx, inspection.Format);
        Assert.Equal(signature, Text(inspection.Signature!));
    }

    [Fact]
    public async Task Inspect_SampleJoblib_IsJoblib() =>
        Assert.Equal(ModelFormats.Joblib, (await Inspect.BytesAsync(await File.ReadAllBytesAsync(SampleModel("random-forest.joblib")))).Format);

    [Fact]
    public async Task Inspect_InitializerListedAsInput_IsNoInput() =>
        Assert.Equal("x FP32 [-1,3] -> y FP32 [-1,2]", Text((await Inspect.BytesAsync(SampleFiles.Read("onnx.initializer-as-input"))).Signature!));

    [Fact]
    public async Task Inspect_AllElementTypes_MapsEach()
    {
        var signature = (await Inspect.BytesAsync(SampleFiles.Read("onnx.all-types"))).Signature!;
        string[] names = ["FP32", "UINT8", "INT8", "UINT16", "INT16", "INT32", "INT64", "BYTES", "BOOL", "FP16", "FP64", "UINT32", "UINT64", "BF16"];
        Assert.Equal(names, signature.Inputs.Select(input => input.DataType.ProtocolName()));
        Assert.Equal(names, signature.Outputs.Select(output => output.DataType.ProtocolName()));
        Assert.All(signature.Inputs, input => Assert.Empty(input.Shape));
        Assert.All(signature.Outputs, output => Assert.Equal([-1, -1, 0, 7], output.Shape));
    }

    [Theory]
    [InlineData("onnx.sequence")]
    [InlineData("onnx.complex")]
    [InlineData("onnx.unknown-rank")]
    public async Task Inspect_NotATensorThatTheHubKnows_IsOnnxWithoutSignature(string name) =>
        Assert.Equal(new FileInspection(ModelFormats.Onnx, null), await Inspect.BytesAsync(SampleFiles.Read(name)));

    private static string Text(ModelSignature signature) => $"{Text(signature.Inputs)} -> {Text(signature.Outputs)}";

    private static string Text(IEnumerable<TensorSpec> specs) =>
        string.Join(", ", specs.Select(spec => $"{spec.Name} {spec.DataType.ProtocolName()} [{string.Join(',', spec.Shape)}]"));

    private static string SampleModel(string file, [CallerFilePath] string thisFile = "")
    {
        var start = File.Exists(thisFile) ? Path.GetDirectoryName(thisFile) : AppContext.BaseDirectory;
        for (var folder = new DirectoryInfo(start!); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "samples", "models", file);
            if (File.Exists(path)) return path;
        }

        throw new FileNotFoundException("The tests have to run inside the repository.", file);
    }
}
