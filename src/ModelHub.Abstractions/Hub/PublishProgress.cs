namespace ModelHub;

/// <summary>How far a publish has come.</summary>
/// <param name="State">What is going on.</param>
/// <param name="File">The file that is being taken; null when none is.</param>
/// <param name="BytesReceived">Of all files so far.</param>
public sealed record PublishProgress(ModelVersionState State, string? File, long BytesReceived);
