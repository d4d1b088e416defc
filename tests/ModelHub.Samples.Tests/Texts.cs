using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ModelHub.Samples.Tests;

internal static class Texts
{
    public static OrtValue ToOrtValue(params string[] texts) =>
        OrtValue.CreateFromStringTensor(new DenseTensor<string>(texts, [texts.Length]));
}
