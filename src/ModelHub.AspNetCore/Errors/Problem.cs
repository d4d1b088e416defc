using System.Text.Json.Serialization;

namespace ModelHub.AspNetCore;

/// <summary>A failure, as RFC 9457 has it.</summary>
internal sealed record Problem
{
    public const string MediaType = "application/problem+json";

    public required string Type { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Detail { get; init; }

    /// <summary>What a program tells failures apart by, for example <c>not_found</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The broken rules by field.</summary>
    public Dictionary<string, string[]>? Errors { get; init; }

    /// <summary>Finds the request in the hub's logs.</summary>
    [JsonPropertyName("trace_id")]
    public required string TraceId { get; init; }
}
