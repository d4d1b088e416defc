using System.Text.Json;

namespace ReferenceHost;

/// <summary>One version of a sample, as samples/models/samples.json lists it.</summary>
internal sealed record SampleModel
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    public string? Framework { get; init; }

    public string? TaskType { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public string? License { get; init; }

    public string? Format { get; init; }

    public required IReadOnlyList<SampleFile> Files { get; init; }

    public string? Changelog { get; init; }

    public JsonElement Metadata { get; init; }

    public JsonElement Metrics { get; init; }

    /// <param name="Path">Relative to samples.json.</param>
    /// <param name="Name">The file's name in the version.</param>
    internal sealed record SampleFile(string Path, string Name);
}
