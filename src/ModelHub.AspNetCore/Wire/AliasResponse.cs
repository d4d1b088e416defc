using System.Text.Json.Serialization;

namespace ModelHub.AspNetCore;

internal sealed record AliasResponse(
    string Name,
    string Version,
    [property: JsonPropertyName("updated_at")] DateTime UpdatedAt,
    [property: JsonPropertyName("updated_by")] string UpdatedBy)
{
    public static AliasResponse From(ModelAlias alias) =>
        new(alias.Name, alias.Version.ToString(), alias.UpdatedAt.UtcDateTime, alias.UpdatedBy);
}
