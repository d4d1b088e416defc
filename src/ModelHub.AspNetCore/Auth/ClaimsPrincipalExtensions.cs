using System.Security.Claims;

namespace ModelHub.AspNetCore;

/// <summary>Carries a <see cref="HubUser"/> in a <see cref="ClaimsPrincipal"/>.</summary>
public static class ClaimsPrincipalExtensions
{
    /// <summary>A principal of this user, as authenticated by a scheme.</summary>
    public static ClaimsPrincipal ToPrincipal(this HubUser user, string authenticationScheme = ModelHubAuthenticationDefaults.Scheme)
    {
        ArgumentNullException.ThrowIfNull(user);
        Claim[] claims = [new(ClaimTypes.Name, user.Name), new(ClaimTypes.Role, user.Role.ToString())];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, authenticationScheme));
    }

    /// <summary>The user for whom the hub acts.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.Unauthenticated"/>: the principal is no user of the hub.</exception>
    public static HubUser GetHubUser(this ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.FindFirst(ClaimTypes.Name)?.Value is { } name
            && Enum.TryParse<HubRole>(principal.FindFirst(ClaimTypes.Role)?.Value, out var role)
            ? new HubUser(name, role)
            : throw new ModelHubException(ModelHubErrorCode.Unauthenticated, "Sign in first.");
    }
}
