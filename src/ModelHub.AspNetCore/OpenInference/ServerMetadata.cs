namespace ModelHub.AspNetCore;

internal sealed record ServerMetadata(string Name, string Version, IReadOnlyList<string> Extensions);
