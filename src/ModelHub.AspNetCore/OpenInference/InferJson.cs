using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ModelHub.AspNetCore;

/// <summary>Inference requests and responses of the Open Inference Protocol, version 2, as JSON.</summary>
/// <remarks>Fields that the protocol may get later, and parameters, are passed over. Source: github.com/kserve/open-inference-protocol.</remarks>
internal ref struct InferJson
{
    private const int MaxDepth = 32;
    private Utf8JsonReader _reader;
    private int _budget;
    private string? _id;
    private bool _hasInputs;
    private List<string>? _outputs;

    private InferJson(ReadOnlySpan<byte> json, int maxElements)
    {
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        _budget = maxElements;
    }

    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InvalidInput"/></exception>
    public static InferCall Read(ReadOnlySpan<byte> json, int maxElements)
    {
        var inputs = new List<InferenceTensor>();
        try
        {
            return new InferJson(json, maxElements).Read(inputs);
        }
        catch (Exception exception)
        {
            foreach (var input in inputs) input.Dispose();
            if (exception is JsonException broken) throw JsonText.Broken(broken);
            throw;
        }
    }

    public static async Task WriteAsync(HttpResponse response, ModelName model, ModelVersion version, string? id, InferenceResponse result)
    {
        JsonTensorWriter.RequireText(result);
        response.ContentType = "application/json";
        await using var writer = new JsonTensorWriter(response.BodyWriter);
        var json = writer.Json;
        json.WriteStartObject();
        json.WriteString("model_name"u8, model.ToString());
        json.WriteString("model_version"u8, version.Version.ToString());
        if (id is not null) json.WriteString("id"u8, id);
        json.WriteStartArray("outputs"u8);
        foreach (var output in result.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, output.Name);
            json.WriteString("datatype"u8, output.DataType.ProtocolName());
            json.WriteStartArray("shape"u8);
            foreach (var size in output.Shape) json.WriteNumberValue(size);
            json.WriteEndArray();
            json.WritePropertyName("data"u8);
            await writer.WriteFlatAsync(output, response.HttpContext.RequestAborted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private InferCall Read(List<InferenceTensor> inputs)
    {
        _reader.Read();
        JsonText.Require(in _reader, JsonTokenType.StartObject, "body");
        while (JsonText.NextProperty(ref _reader, "body", out var property)) ReadProperty(property, inputs);
        _reader.Read(); // Throws when something follows the object.
        return _hasInputs
            ? new InferCall(_id, new InferenceRequest(inputs, _outputs))
            : throw ModelHubException.Invalid("inputs", "Is missing.");
    }

    private void ReadProperty(string property, List<InferenceTensor> inputs)
    {
        switch (property)
        {
            case "id":
                Once(_id is not null, property);
                JsonText.Require(in _reader, JsonTokenType.String, property);
                _id = JsonText.Get(in _reader, property);
                break;
            case "inputs":
                Once(_hasInputs, property);
                _hasInputs = true;
                InferTensors.Read(ref _reader, inputs, ref _budget);
                break;
            case "outputs":
                Once(_outputs is not null, property);
                ReadOutputs();
                break;
            default:
                _reader.Skip();
                break;
        }
    }

    private void ReadOutputs()
    {
        _outputs = [];
        JsonText.Require(in _reader, JsonTokenType.StartArray, "outputs");
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            JsonText.Require(in _reader, JsonTokenType.StartObject, "outputs");
            string? name = null;
            while (JsonText.NextProperty(ref _reader, "outputs", out var property))
            {
                if (property == "name" && _reader.TokenType == JsonTokenType.String) name = JsonText.Get(in _reader, "outputs");
                else _reader.Skip();
            }

            _outputs.Add(name ?? throw ModelHubException.Invalid("outputs", "Each needs a name."));
        }

        // An empty list asks for nothing in particular, which is everything.
        if (_outputs.Count == 0) _outputs = null;
    }

    private static void Once(bool seen, string property)
    {
        if (seen) throw ModelHubException.Invalid(property, "Was sent twice.");
    }
}
