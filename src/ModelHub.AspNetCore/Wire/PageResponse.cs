using System.Text.Json.Serialization;

namespace ModelHub.AspNetCore;

internal sealed record PageResponse<T>(
    IReadOnlyList<T> Items,
    [property: JsonPropertyName("next_cursor"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor);
