namespace ModelHub.AspNetCore;

internal sealed record SignatureResponse(IReadOnlyList<TensorResponse> Inputs, IReadOnlyList<TensorResponse> Outputs)
{
    public static SignatureResponse From(ModelSignature signature) =>
        new([.. signature.Inputs.Select(TensorResponse.From)], [.. signature.Outputs.Select(TensorResponse.From)]);
}
