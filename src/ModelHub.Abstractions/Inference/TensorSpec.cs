namespace ModelHub;

/// <summary>An input or output of a model.</summary>
/// <param name="Name">As the model names it.</param>
/// <param name="DataType">The type of its elements.</param>
/// <param name="Shape">The size of each dimension; -1 where any size fits. Empty for a scalar.</param>
public sealed record TensorSpec(string Name, TensorDataType DataType, IReadOnlyList<long> Shape);
