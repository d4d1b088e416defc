using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ModelHub.AspNetCore;

/// <summary>The hub's own form of predictions: inputs by name, types from the model's signature, shapes from the nesting.</summary>
internal ref struct PredictJson
{
    private const int MaxDepth = 32;
    private readonly ModelSignature _signature;
    private Utf8JsonReader _reader;
    private int _budget;

    private PredictJson(ReadOnlySpan<byte> json, ModelSignature signature, int maxElements)
    {
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        _signature = signature;
        _budget = maxElements;
    }

    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InvalidInput"/></exception>
    public static InferenceRequest Read(ReadOnlySpan<byte> json, ModelSignature signature, int maxElements)
    {
        var inputs = new List<InferenceTensor>(signature.Inputs.Count);
        try
        {
            var outputs = new PredictJson(json, signature, maxElements).Read(inputs);
            return new InferenceRequest(inputs, outputs);
        }
        catch (Exception exception)
        {
            foreach (var input in inputs) input.Dispose();
            if (exception is JsonException broken) throw JsonText.Broken(broken);
            throw;
        }
    }

    public static async Task WriteAsync(HttpResponse response, ModelName model, ModelVersion version, InferenceResponse result)
    {
        JsonTensorWriter.RequireText(result);
        response.ContentType = "application/json";
        await using var writer = new JsonTensorWriter(response.BodyWriter);
        writer.Json.WriteStartObject();
        writer.Json.WriteString("model"u8, model.ToString());
        writer.Json.WriteString("version"u8, version.Version.ToString());
        writer.Json.WriteStartObject("outputs"u8);
        foreach (var output in result.Outputs)
        {
            writer.Json.WritePropertyName(output.Name);
            await writer.WriteNestedAsync(output, response.HttpContext.RequestAborted);
        }

        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }

    private List<string>? Read(List<InferenceTensor> inputs)
    {
        var hasInputs = false;
        List<string>? outputs = null;
        _reader.Read();
        JsonText.Require(in _reader, JsonTokenType.StartObject, "body");
        while (JsonText.NextProperty(ref _reader, "body", out var property))
        {
            if (property == "inputs" && !hasInputs)
            {
                hasInputs = true;
                ReadInputs(inputs);
            }
            else if (property == "outputs" && outputs is null) outputs = ReadOutputs();
            else throw ModelHubException.Invalid(property, "Is unknown here or was sent twice; known are inputs, outputs.");
        }

        _reader.Read(); // Throws when something follows the object.
        return hasInputs ? outputs : throw ModelHubException.Invalid("inputs", $"Is missing; {Known(_signature.Inputs)}.");
    }

    private void ReadInputs(List<InferenceTensor> inputs)
    {
        JsonText.Require(in _reader, JsonTokenType.StartObject, "inputs");
        while (JsonText.NextProperty(ref _reader, "inputs", out var name))
        {
            var spec = _signature.Inputs.FirstOrDefault(input => input.Name == name)
                ?? throw ModelHubException.Invalid($"inputs.{name}", $"The model has no such input; {Known(_signature.Inputs)}.");
            if (inputs.Exists(input => input.Name == name)) throw ModelHubException.Invalid($"inputs.{name}", "Was sent twice.");
            // The shape is what is nested: a missing batch dimension is not guessed, the model server refuses it.
            inputs.Add(JsonTensorReader.Read(ref _reader, name, spec.DataType, ref _budget));
        }
    }

    private List<string> ReadOutputs()
    {
        JsonText.Require(in _reader, JsonTokenType.StartArray, "outputs");
        var outputs = new List<string>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            JsonText.Require(in _reader, JsonTokenType.String, "outputs");
            outputs.Add(JsonText.Get(in _reader, "outputs"));
        }

        return outputs;
    }

    private static string Known(IReadOnlyList<TensorSpec> specs) => "the model has " + string.Join(", ", specs.Select(spec => spec.Name));
}
