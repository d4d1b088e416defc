using Microsoft.ML.OnnxRuntime;

namespace ModelHub.Inference.Onnx;

/// <summary>Reads what a session takes and gives.</summary>
internal static class OnnxSignature
{
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.Unsupported"/>: an input or output is no tensor of a type the hub has.</exception>
    public static ModelSignature Read(InferenceSession session) => new(
        [.. session.InputNames.Select(name => ReadTensor("Input", name, session.InputMetadata[name]))],
        [.. session.OutputNames.Select(name => ReadTensor("Output", name, session.OutputMetadata[name]))]);

    private static TensorSpec ReadTensor(string role, string name, NodeMetadata metadata)
    {
        if (metadata.OnnxValueType != OnnxValueType.ONNX_TYPE_TENSOR)
        {
            var fix = IsSequenceOfMaps(metadata) ? " Export the classifier with zipmap off (skl2onnx: options={'zipmap': False})." : "";
            throw new ModelHubException(
                ModelHubErrorCode.Unsupported, $"{role} '{OnnxErrors.Tidy(name)}' of the model is {Describe(metadata)}; only tensors are served.{fix}");
        }

        var type = OnnxTypes.FromOnnx(metadata.ElementDataType) ?? throw new ModelHubException(
            ModelHubErrorCode.Unsupported,
            $"{role} '{OnnxErrors.Tidy(name)}' of the model is a tensor of {metadata.ElementDataType}, a type that is not served.");
        return new TensorSpec(name, type, [.. metadata.Dimensions.Select(size => size < 0 ? -1L : size)]);
    }

    private static string Describe(NodeMetadata metadata) => metadata.OnnxValueType switch
    {
        OnnxValueType.ONNX_TYPE_SEQUENCE => IsSequenceOfMaps(metadata) ? "a sequence of maps" : "a sequence",
        OnnxValueType.ONNX_TYPE_MAP => "a map",
        OnnxValueType.ONNX_TYPE_OPTIONAL => "optional",
        OnnxValueType.ONNX_TYPE_SPARSETENSOR => "a sparse tensor",
        _ => "opaque",
    };

    private static bool IsSequenceOfMaps(NodeMetadata metadata) =>
        metadata.OnnxValueType == OnnxValueType.ONNX_TYPE_SEQUENCE
        && metadata.AsSequenceMetadata().ElementMeta.OnnxValueType == OnnxValueType.ONNX_TYPE_MAP;
}
