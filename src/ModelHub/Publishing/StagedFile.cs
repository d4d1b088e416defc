namespace ModelHub.Publishing;

/// <summary>A file of a publish under way.</summary>
/// <param name="File">What will be recorded of it.</param>
/// <param name="Key">Where it lies until it becomes a blob.</param>
internal sealed record StagedFile(ModelFile File, ArtifactKey Key);
