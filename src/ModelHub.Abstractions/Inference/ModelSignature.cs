namespace ModelHub;

/// <summary>What a model takes and gives, in the model's own order.</summary>
/// <param name="Inputs">What has to be sent.</param>
/// <param name="Outputs">What can be asked for.</param>
public sealed record ModelSignature(IReadOnlyList<TensorSpec> Inputs, IReadOnlyList<TensorSpec> Outputs);
