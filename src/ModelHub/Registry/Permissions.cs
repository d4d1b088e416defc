namespace ModelHub.Registry;

/// <summary>Who may do what. The only place that decides it.</summary>
internal static class Permissions
{
    public static bool CanRead(HubUser user, Model model) =>
        model.Visibility == ModelVisibility.Public || CanWrite(user, model.Name.Owner);

    public static bool CanWrite(HubUser user, string owner) => user.Role == HubRole.Admin || IsSame(user.Name, owner);

    /// <summary>What a store should hide from the user in lists; null hides nothing.</summary>
    public static string? Viewer(HubUser user) => user.Role == HubRole.Admin ? null : user.Name;

    public static void RequireWrite(HubUser user, string owner)
    {
        if (!CanWrite(user, owner))
        {
            throw new ModelHubException(ModelHubErrorCode.Forbidden, $"Only {owner} and administrators may change models of {owner}.");
        }
    }

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
