namespace ModelHub.Storage.Sql;

internal sealed record StoredSignature(IReadOnlyList<StoredTensor> Inputs, IReadOnlyList<StoredTensor> Outputs);
