namespace ModelHub.AspNetCore;

/// <summary>A query parameter that an endpoint reads by itself, for the OpenAPI document.</summary>
internal sealed record QueryParameter(string Name, string Description, bool IsNumber = false)
{
    public static readonly QueryParameter Owner = new("owner", "Only models of this owner.");
    public static readonly QueryParameter Cursor = new("cursor", "The next_cursor of the part before.");
    public static readonly QueryParameter Limit = new("limit", $"The most items to give, 1 to {PageRequest.MaxLimit}; {PageRequest.DefaultLimit} unless set.", IsNumber: true);
    public static readonly QueryParameter Version = new("version", "A version or an alias.");
}
