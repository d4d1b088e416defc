using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ModelHub.AspNetCore;

/// <summary>A thin adapter: the bearer token goes to the <see cref="IAuthProvider"/>, whose user becomes the principal.</summary>
internal sealed class ModelHubAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, IAuthProvider auth, ErrorWriter errors)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (FindToken(Request.Headers.Authorization) is not { } token) return AuthenticateResult.NoResult();
        try
        {
            var user = await auth.AuthenticateAsync(new BearerCredential(token), Context.RequestAborted);
            return AuthenticateResult.Success(new AuthenticationTicket(user.ToPrincipal(), Scheme.Name));
        }
        catch (Exception exception)
        {
            // Not lost: an endpoint that needs a user challenges, and the challenge tells what failed.
            return AuthenticateResult.Fail(exception);
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        if (failure is not (null or ModelHubException { Code: ModelHubErrorCode.Unauthenticated }))
        {
            await errors.WriteAsync(Context, failure);
            return;
        }

        Response.Headers.WWWAuthenticate = failure is null
            ? "Bearer realm=\"modelhub\""
            : $"Bearer realm=\"modelhub\", error=\"invalid_token\", error_description=\"{Quotable(failure.Message)}\"";
        await errors.WriteAsync(Context, failure ?? new ModelHubException(
            ModelHubErrorCode.Unauthenticated, "Send a token: Authorization: Bearer TOKEN. POST /api/v1/auth/token gives one."));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        errors.WriteAsync(Context, new ModelHubException(ModelHubErrorCode.Forbidden, "You may not do this."));

    // What RFC 6750 allows there: printable ASCII but quotes and backslashes.
    private static string Quotable(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and <= '~' and not ('"' or '\\') ? c : '\''));

    private static string? FindToken(StringValues headers)
    {
        // Two headers are two claims to be somebody: neither is believed.
        if (headers is not [{ } header] || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return null;
        return header[Prefix.Length..].Trim();
    }
}
