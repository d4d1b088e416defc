using Microsoft.ML.OnnxRuntime;

namespace ModelHub.Samples.Tests;

internal static class Runner
{
    private static readonly RunOptions RunOptions = new();

    /// <summary>Runs the model for all its outputs; values by output name.</summary>
    public static Dictionary<string, OrtValue> Run(InferenceSession session, IReadOnlyDictionary<string, OrtValue> inputs)
    {
        var results = session.Run(RunOptions, inputs, session.OutputNames);
        return session.OutputNames.Zip(results).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    public static string[] Labels(InferenceSession session, params string[] texts)
    {
        using var input = Texts.ToOrtValue(texts);
        var outputs = Run(session, new Dictionary<string, OrtValue> { ["text"] = input });
        return outputs["label"].GetStringTensorAsArray();
    }
}
