using System.Text.Json;

namespace ModelHub.AspNetCore;

/// <summary>What a prediction gives, for the OpenAPI document: <see cref="PredictJson"/> writes it without this type.</summary>
internal sealed record PredictResultDocument(string Model, string Version, Dictionary<string, JsonElement> Outputs);
