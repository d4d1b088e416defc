using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace ModelHub.Samples.Tests;

/// <summary>What a model has to answer: written by the script that made it, from the library that trained it.</summary>
internal sealed record ExpectedRows(string File, double Tolerance, JsonElement Truth, IReadOnlyList<ExpectedRows.Case> Cases)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static ExpectedRows Load(string name)
    {
        using var stream = System.IO.File.OpenRead(Samples.Expected(name));
        return JsonSerializer.Deserialize<ExpectedRows>(stream, Options)!;
    }

    internal sealed record Case(string Name, Dictionary<string, Tensor> Inputs, Dictionary<string, Tensor> Outputs);

    internal sealed record Tensor(string Datatype, long[] Shape, JsonElement Data)
    {
        public OrtValue ToOrtValue() => Datatype switch
        {
            "FP32" => OrtValue.CreateTensorValueFromMemory(Data.Deserialize<float[]>()!, Shape),
            "INT64" => OrtValue.CreateTensorValueFromMemory(Data.Deserialize<long[]>()!, Shape),
            "BYTES" => Texts.ToOrtValue(Data.Deserialize<string[]>()!),
            _ => throw new NotSupportedException(Datatype),
        };
    }
}
