namespace ModelHub.Inference;

/// <summary>How ONNX models run. Bound from <c>ModelHub:OnnxRuntime</c>.</summary>
public sealed class OnnxRuntimeOptions
{
    internal const string Section = "ModelHub:OnnxRuntime";

    internal const int MaxThreads = 256;

    /// <summary>
    /// With how many threads one run computes, 1 to 256. 1, the default, serves the most requests a second; more
    /// shorten a single run of a large model on a machine that is not busy.
    /// </summary>
    public int IntraOpThreads { get; set; } = 1;
}
