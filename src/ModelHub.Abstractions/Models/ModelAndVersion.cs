namespace ModelHub;

/// <summary>A version and the model it belongs to.</summary>
public sealed record ModelAndVersion(Model Model, ModelVersion Version);
