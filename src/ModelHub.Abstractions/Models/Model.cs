namespace ModelHub;

/// <summary>A model: a name under which versions are published.</summary>
public sealed record Model
{
    /// <summary>The numeric id, unique in the hub.</summary>
    public required long Id { get; init; }

    /// <summary>Owner and name.</summary>
    public required ModelName Name { get; init; }

    /// <summary>The name as its owner wrote it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What the model is for; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>What made it, for example <c>scikit-learn</c>; may be empty.</summary>
    public string Framework { get; init; } = "";

    /// <summary>What it does, for example <c>classification</c>; may be empty.</summary>
    public string TaskType { get; init; } = "";

    /// <summary>Free words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>For example <c>MIT</c>; may be empty.</summary>
    public string License { get; init; } = "";

    /// <summary>Who may see it.</summary>
    public ModelVisibility Visibility { get; init; }

    /// <summary>What <see cref="AliasName.Latest"/> points to; null while no version is ready.</summary>
    public SemanticVersion? CurrentVersion { get; init; }

    /// <summary>How many times a file of it was downloaded.</summary>
    public long Downloads { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it or its versions last changed, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Grows with every change; a write that names an older one is a conflict.</summary>
    public required long RowVersion { get; init; }
}
