using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace ModelHub.Inference.Onnx;

/// <summary>Turns what ONNX Runtime says into messages for users; the log has it in full, as the inner exception.</summary>
internal static partial class OnnxErrors
{
    private const int MaxLength = 400;

    public static ModelHubException LoadFailed(OnnxRuntimeException exception) => new(
        ModelHubErrorCode.InferenceFailed, $"The file is no ONNX model that runs here: {Tidy(exception.Message)}", exception);

    /// <summary>
    /// Bad values are not told apart from a bad model: ONNX Runtime reports both as INVALID_ARGUMENT from inside the
    /// graph, and the request fits the signature by then.
    /// </summary>
    public static ModelHubException RunFailed(OnnxRuntimeException exception) => new(
        ModelHubErrorCode.InferenceFailed, $"The model refused the values or failed: {Tidy(exception.Message)}", exception);

    /// <summary>Takes out paths (their last part stays), source locations and control characters, and cuts what is long.</summary>
    public static string Tidy(string text)
    {
        text = text.Length <= 4 * MaxLength ? text : text[..(4 * MaxLength)];
        text = Prefix().Replace(text, "");
        text = SourceLocation().Replace(text, "");
        text = PathParents().Replace(text, "");
        text = Blanks().Replace(text, " ").Trim();
        return text.Length <= MaxLength ? text : $"{text.AsSpan(0, MaxLength)}...";
    }

    [GeneratedRegex(@"^\[ErrorCode:\w+\] ")]
    private static partial Regex Prefix();

    // "/onnxruntime_src/onnxruntime/core/graph/graph.cc:1234 void onnxruntime::Graph::Resolve(...) "
    [GeneratedRegex(@"\S*/onnxruntime/\S+\.(cc|h):\d+ .*?\)( const)?( \[with [^\]]*\])?\s")]
    private static partial Regex SourceLocation();

    // Also of names of nodes such as "/block/MatMul": nothing tells them from paths.
    [GeneratedRegex(@"(?<![\w.])([A-Za-z]:)?([\\/](?:[^\s\\/:""'<>|]*))*[\\/](?=[^\s\\/])")]
    private static partial Regex PathParents();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Blanks();
}
