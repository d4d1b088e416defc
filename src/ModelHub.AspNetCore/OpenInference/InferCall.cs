namespace ModelHub.AspNetCore;

/// <summary>A request of the protocol; disposing it disposes the tensors.</summary>
/// <param name="Id">Goes back to the client as it came; null where there was none.</param>
/// <param name="Request">The tensors.</param>
internal sealed record InferCall(string? Id, InferenceRequest Request) : IDisposable
{
    public void Dispose() => Request.Dispose();
}
