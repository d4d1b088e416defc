namespace ModelHub.AspNetCore;

internal static class VisibilityText
{
    /// <exception cref="ModelHubException">It is neither.</exception>
    public static ModelVisibility? Parse(string? text) => text switch
    {
        null => null,
        "private" => ModelVisibility.Private,
        "public" => ModelVisibility.Public,
        _ => throw ModelHubException.Invalid("visibility", "Needs 'private' or 'public'."),
    };
}
