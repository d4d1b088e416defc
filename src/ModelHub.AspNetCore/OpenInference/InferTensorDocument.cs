using System.Text.Json;

namespace ModelHub.AspNetCore;

/// <summary>A tensor of the Open Inference Protocol, for the OpenAPI document; data is flat or nested.</summary>
internal sealed record InferTensorDocument(string Name, IReadOnlyList<long>? Shape, string? Datatype, JsonElement? Parameters, JsonElement? Data);
