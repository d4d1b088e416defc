namespace ModelHub.AspNetCore;

/// <summary>An input or output; a size of -1 stands for any.</summary>
internal sealed record TensorResponse(string Name, string Datatype, IReadOnlyList<long> Shape)
{
    public static TensorResponse From(TensorSpec spec) => new(spec.Name, spec.DataType.ProtocolName(), spec.Shape);
}
