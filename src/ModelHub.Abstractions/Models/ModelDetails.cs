namespace ModelHub;

/// <summary>What the owner of a model says about it. A null leaves what is stored, or the default on creation.</summary>
public sealed record ModelDetails
{
    /// <summary>The name to show; the model's name on creation.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the model is for.</summary>
    public string? Description { get; init; }

    /// <summary>What made it, for example <c>scikit-learn</c>.</summary>
    public string? Framework { get; init; }

    /// <summary>What it does, for example <c>classification</c>.</summary>
    public string? TaskType { get; init; }

    /// <summary>Free words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>For example <c>MIT</c>.</summary>
    public string? License { get; init; }

    /// <summary>Who may see it; <see cref="ModelVisibility.Private"/> on creation.</summary>
    public ModelVisibility? Visibility { get; init; }
}
