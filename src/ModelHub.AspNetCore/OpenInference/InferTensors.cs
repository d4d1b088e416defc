using System.Text.Json;

namespace ModelHub.AspNetCore;

/// <summary>Reads the <c>inputs</c> of an inference request.</summary>
internal static class InferTensors
{
    private const int MaxInputs = 256;

    /// <summary>Reads the array at the reader's present token into the list; what was read before a failure is in the list.</summary>
    public static void Read(ref Utf8JsonReader reader, List<InferenceTensor> inputs, ref int budget)
    {
        JsonText.Require(in reader, JsonTokenType.StartArray, "inputs");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (inputs.Count == MaxInputs) throw ModelHubException.Invalid("inputs", $"Has more than {MaxInputs} tensors.");
            JsonText.Require(in reader, JsonTokenType.StartObject, $"inputs[{inputs.Count}]");
            ReadTensor(ref reader, inputs, ref budget);
        }
    }

    private static void ReadTensor(ref Utf8JsonReader reader, List<InferenceTensor> inputs, ref int budget)
    {
        var head = new Head($"inputs[{inputs.Count}]");
        InferenceTensor? tensor = null;
        var seen = false;
        Utf8JsonReader data = default;
        while (JsonText.NextProperty(ref reader, head.Field, out var property))
        {
            if (property != "data")
            {
                head.Take(ref reader, property);
                continue;
            }

            if (seen) throw ModelHubException.Invalid(head.Field, "data was sent twice.");
            seen = true;
            JsonText.Require(in reader, JsonTokenType.StartArray, $"{head.Field}.data");
            data = reader;
            // The usual order needs one pass; where data comes before what describes it, it is read again at the end.
            if (head.IsComplete) inputs.Add(tensor = JsonTensorReader.Read(ref reader, head.Name!, head.Type!.Value, ref budget, head.Shape));
            else reader.Skip();
        }

        if (!seen) throw ModelHubException.Invalid(head.Field, "Has no data; binary tensors are not taken.");
        if (inputs.Exists(other => other != tensor && other.Name == head.Name)) throw ModelHubException.Invalid(head.Field, "Was sent twice.");
        if (tensor is not null) return;
        head.RequireComplete();
        inputs.Add(JsonTensorReader.Read(ref data, head.Name!, head.Type!.Value, ref budget, head.Shape));
    }

    /// <summary>What describes the data of a tensor.</summary>
    private struct Head(string position)
    {
        public string? Name { get; private set; }

        public TensorDataType? Type { get; private set; }

        public long[]? Shape { get; private set; }

        public readonly bool IsComplete => Name is not null && Type is not null && Shape is not null;

        public readonly string Field => Name is null ? position : $"inputs.{Name}";

        public void Take(ref Utf8JsonReader reader, string property)
        {
            if (property is "name" && Name is null) Name = Text(in reader, property);
            else if (property is "datatype" && Type is null) Type = ParseType(Text(in reader, property));
            else if (property is "shape" && Shape is null) Shape = ReadShape(ref reader);
            else if (property is "name" or "datatype" or "shape") throw ModelHubException.Invalid(Field, $"{property} was sent twice.");
            else reader.Skip();
        }

        public readonly void RequireComplete()
        {
            if (!IsComplete) throw ModelHubException.Invalid(Field, "Needs name, shape, datatype and data.");
        }

        private readonly string Text(in Utf8JsonReader reader, string property)
        {
            JsonText.Require(in reader, JsonTokenType.String, $"{Field}.{property}");
            return JsonText.Get(in reader, $"{Field}.{property}");
        }

        private readonly TensorDataType ParseType(string name) => TensorDataTypes.TryParse(name, out var type)
            ? type
            : throw ModelHubException.Invalid($"{Field}.datatype", $"Needs one of {string.Join(", ", Enum.GetValues<TensorDataType>().Select(known => known.ProtocolName()))}.");

        private readonly long[] ReadShape(ref Utf8JsonReader reader)
        {
            var field = $"{Field}.shape";
            JsonText.Require(in reader, JsonTokenType.StartArray, field);
            var sizes = new List<long>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (sizes.Count == NestedShape.MaxRank || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var size) || size < 0)
                {
                    throw ModelHubException.Invalid(field, $"Needs at most {NestedShape.MaxRank} whole numbers of 0 or more.");
                }

                sizes.Add(size);
            }

            return [.. sizes];
        }
    }
}
