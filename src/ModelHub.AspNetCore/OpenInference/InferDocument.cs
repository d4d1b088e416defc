using System.Text.Json;

namespace ModelHub.AspNetCore;

/// <summary>A request or response of the Open Inference Protocol, for the OpenAPI document: nothing reads or writes this type.</summary>
internal sealed record InferDocument(string? Id, JsonElement? Parameters, IReadOnlyList<InferTensorDocument>? Inputs, IReadOnlyList<InferTensorDocument>? Outputs);
