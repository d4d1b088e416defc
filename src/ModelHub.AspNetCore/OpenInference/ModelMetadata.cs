namespace ModelHub.AspNetCore;

internal sealed record ModelMetadata(
    string Name, IReadOnlyList<string> Versions, string Platform, IReadOnlyList<TensorResponse> Inputs, IReadOnlyList<TensorResponse> Outputs);
