namespace ModelHub.AspNetCore;

/// <summary>How the service is, and each part that was asked.</summary>
internal sealed record HealthResponse(string Status, string Service = "modelhub", IReadOnlyDictionary<string, string>? Checks = null);
