namespace ModelHub.Storage.Sql;

/// <summary>A tensor as it is kept.</summary>
/// <param name="Name">As the model names it.</param>
/// <param name="Datatype">The protocol's name of the type, so that the enum's numbers may change.</param>
/// <param name="Shape">The size of each dimension.</param>
internal sealed record StoredTensor(string Name, string Datatype, IReadOnlyList<long> Shape);
