namespace ModelHub.AspNetCore;

/// <summary>Names for an app's own endpoints that want the hub's users.</summary>
public static class ModelHubAuthenticationDefaults
{
    /// <summary>The authentication scheme: a bearer token that the app's <see cref="IAuthProvider"/> takes.</summary>
    public const string Scheme = "ModelHub";

    /// <summary>The authorization policy of every endpoint that needs a user.</summary>
    public const string Policy = "ModelHub";
}
