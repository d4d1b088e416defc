using System.Text.Json;

namespace ModelHub.Storage.Sql;

/// <summary>What is kept as JSON text.</summary>
internal static class JsonText
{
    public static string Of(IReadOnlyList<string> tags) => JsonSerializer.Serialize(tags, StoredJson.Default.IReadOnlyListString);

    public static IReadOnlyList<string> ParseTags(string json) => JsonSerializer.Deserialize(json, StoredJson.Default.IReadOnlyListString)!;

    public static string? Of(ModelSignature? signature) => signature is null
        ? null
        : JsonSerializer.Serialize(new StoredSignature(Store(signature.Inputs), Store(signature.Outputs)), StoredJson.Default.StoredSignature);

    public static ModelSignature? ParseSignature(string? json)
    {
        if (json is null) return null;
        var stored = JsonSerializer.Deserialize(json, StoredJson.Default.StoredSignature)!;
        return new ModelSignature(Read(stored.Inputs), Read(stored.Outputs));
    }

    private static List<StoredTensor> Store(IReadOnlyList<TensorSpec> tensors) =>
        [.. tensors.Select(tensor => new StoredTensor(tensor.Name, tensor.DataType.ProtocolName(), tensor.Shape))];

    private static List<TensorSpec> Read(IReadOnlyList<StoredTensor> tensors) =>
        [.. tensors.Select(tensor => new TensorSpec(tensor.Name, ParseType(tensor.Datatype), tensor.Shape))];

    private static TensorDataType ParseType(string name) => TensorDataTypes.TryParse(name, out var type)
        ? type
        : throw new JsonException($"The database holds the unknown tensor type {name}.");
}
