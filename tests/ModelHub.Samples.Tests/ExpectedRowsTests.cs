using System.Globalization;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ModelHub.Samples.Tests;

public sealed class ExpectedRowsTests
{
    [Theory]
    [InlineData("digits")]
    [InlineData("random-forest")]
    [InlineData("language")]
    public void Run_ExpectedRows_GivesWhatTheTrainingLibraryGave(string model)
    {
        var expected = ExpectedRows.Load(model);
        using var session = new InferenceSession(Samples.Model(expected.File));
        Assert.NotEmpty(expected.Cases);
        foreach (var @case in expected.Cases)
        {
            var outputs = Runner.Run(session, @case.Inputs.ToDictionary(input => input.Key, input => input.Value.ToOrtValue()));
            Assert.Equal(@case.Outputs.Keys.Order(), outputs.Keys.Order());
            foreach (var (name, tensor) in @case.Outputs) AssertSame($"{@case.Name}: {name}", tensor, outputs[name], expected.Tolerance);
        }
    }

    [Theory]
    [InlineData("digits", "a batch", 0.97)]
    [InlineData("random-forest", "all test rows", 0.97)]
    [InlineData("language", "sentences", 0.9)]
    public void Run_HeldOutRows_IsAsAccurateAsClaimed(string model, string caseName, double least)
    {
        var expected = ExpectedRows.Load(model);
        var @case = expected.Cases.Single(@case => @case.Name == caseName);
        using var session = new InferenceSession(Samples.Model(expected.File));
        var outputs = Runner.Run(session, @case.Inputs.ToDictionary(input => input.Key, input => input.Value.ToOrtValue()));

        var label = outputs["label"];
        var labels = label.GetTensorTypeAndShape().ElementDataType == TensorElementType.String
            ? label.GetStringTensorAsArray()
            : label.GetTensorDataAsSpan<long>().ToArray().Select(value => value.ToString(CultureInfo.InvariantCulture)).ToArray();
        var truth = expected.Truth.EnumerateArray().Select(value => value.ToString()).ToArray();

        Assert.Equal(truth.Length, labels.Length);
        var accuracy = truth.Zip(labels).Count(pair => pair.First == pair.Second) / (double)truth.Length;
        Assert.InRange(accuracy, least, 1);
    }

    private static void AssertSame(string what, ExpectedRows.Tensor expected, OrtValue actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.GetTensorTypeAndShape().Shape);
        switch (expected.Datatype)
        {
            case "BYTES":
                Assert.Equal(expected.Data.Deserialize<string[]>(), actual.GetStringTensorAsArray());
                break;
            case "INT64":
                Assert.Equal(expected.Data.Deserialize<long[]>(), actual.GetTensorDataAsSpan<long>().ToArray());
                break;
            case "FP32":
                var values = actual.GetTensorDataAsSpan<float>();
                var wanted = expected.Data.Deserialize<float[]>()!;
                for (var i = 0; i < wanted.Length; i++)
                {
                    Assert.True(Math.Abs(wanted[i] - values[i]) <= tolerance, $"{what}[{i}]: {values[i]} instead of {wanted[i]}");
                }

                break;
            default:
                Assert.Fail($"{what}: {expected.Datatype}");
                break;
        }
    }
}
