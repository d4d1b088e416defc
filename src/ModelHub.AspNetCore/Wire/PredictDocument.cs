using System.Text.Json;

namespace ModelHub.AspNetCore;

/// <summary>What a prediction takes, for the OpenAPI document: <see cref="PredictJson"/> reads it without this type.</summary>
/// <remarks>Inputs by name, as arrays nested like the input's shape.</remarks>
internal sealed record PredictDocument(Dictionary<string, JsonElement> Inputs, IReadOnlyList<string>? Outputs = null);
