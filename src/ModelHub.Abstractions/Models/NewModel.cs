namespace ModelHub;

/// <summary>What a store needs to create a model.</summary>
/// <param name="Name">Owner and name.</param>
/// <param name="Details">The rest.</param>
public sealed record NewModel(ModelName Name, ModelDetails Details);
