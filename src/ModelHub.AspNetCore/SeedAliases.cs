using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ModelHub.AspNetCore;

/// <summary>Addresses of the services that ModelHub took the place of, onto the same handlers.</summary>
/// <remarks>Routing takes an address with or without a slash at its end, so <c>/api/v1/models/</c> needs no alias.</remarks>
internal static class SeedAliases
{
    public static void Map(RouteGroupBuilder open, AuthRateLimit limit)
    {
        var aliases = open.MapGroup("").ExcludeFromDescription().AddEndpointFilter(limit);
        aliases.MapPost("/auth", AuthEndpoints.RegisterAsync);
        aliases.MapPost("/auth/token", AuthEndpoints.IssueTokenAsync);
        aliases.MapPost("/login", AuthEndpoints.IssueTokenAsync);
    }
}
