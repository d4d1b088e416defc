namespace ModelHub;

/// <summary>What is sent to a model. Disposing it disposes its inputs.</summary>
/// <param name="inputs">One tensor per input of the model, in any order.</param>
/// <param name="outputs">The names of the outputs to give; null gives all.</param>
public sealed class InferenceRequest(IReadOnlyList<InferenceTensor> inputs, IReadOnlyList<string>? outputs = null) : IDisposable
{
    /// <summary>One tensor per input of the model.</summary>
    public IReadOnlyList<InferenceTensor> Inputs { get; } = inputs;

    /// <summary>The names of the outputs to give; null gives all.</summary>
    public IReadOnlyList<string>? Outputs { get; } = outputs;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var input in Inputs) input.Dispose();
    }
}
