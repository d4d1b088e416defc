namespace ModelHub;

/// <summary>What a model gave. Its tensors are readable until it is disposed.</summary>
/// <param name="outputs">The outputs asked for, in the order asked for.</param>
public sealed class InferenceResponse(IReadOnlyList<InferenceTensor> outputs) : IDisposable
{
    /// <summary>The outputs asked for, in the order asked for.</summary>
    public IReadOnlyList<InferenceTensor> Outputs { get; } = outputs;

    /// <summary>The output of this name.</summary>
    /// <exception cref="KeyNotFoundException">It was not asked for.</exception>
    public InferenceTensor this[string name] =>
        Outputs.FirstOrDefault(output => output.Name == name) ?? throw new KeyNotFoundException($"There is no output '{name}'.");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var output in Outputs) output.Dispose();
    }
}
