using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ModelHub.AspNetCore;

/// <summary>Signs and checks the hub's tokens: HS256, with the key named by <c>kid</c>.</summary>
internal sealed class JwtTokens
{
    private const int MaxTokenLength = 4096;
    private const string RoleClaim = "role";
    private readonly JwtAuthOptions _options;
    private readonly TimeProvider _time;
    private readonly SigningCredentials _signing;
    private readonly Dictionary<string, SymmetricSecurityKey> _keys;
    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = MaxTokenLength, SetDefaultTimesOnTokenCreation = false };

    public JwtTokens(IOptions<JwtAuthOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _keys = _options.Keys.ToDictionary(
            key => key.Id, key => new SymmetricSecurityKey(key.Secret) { KeyId = key.Id }, StringComparer.Ordinal);
        _signing = new SigningCredentials(_keys[_options.Keys[0].Id], SecurityAlgorithms.HmacSha256);
    }

    public AccessToken Issue(HubUser user)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        var token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _options.Issuer,
            Audience = _options.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + _options.Lifetime,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = user.Name,
                [RoleClaim] = user.Role == HubRole.Admin ? "admin" : "member",
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
            },
            SigningCredentials = _signing,
        });
        return new AccessToken(token, _options.Lifetime);
    }

    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.Unauthenticated"/></exception>
    public HubUser Verify(string token)
    {
        var result = _handler.ValidateToken(token, Parameters(KeyOf(Read(token))));
        if (!result.IsValid) throw Refuse(Reason(result.Exception));
        return UserOf(result.ClaimsIdentity);
    }

    private static JsonWebToken Read(string token)
    {
        // Two dots: signed, not encrypted. The length is checked before anything is decoded.
        if (token.Length > MaxTokenLength || token.AsSpan().Count('.') != 2) throw Refuse("The token is malformed.");
        try
        {
            return new JsonWebToken(token);
        }
        catch (Exception exception)
        {
            // Whatever the library throws while it reads a token, what it read is no token.
            throw Refuse("The token is malformed.", exception);
        }
    }

    // The library has no list of valid algorithms, and would take any that fits the key: the header is checked first.
    private SymmetricSecurityKey KeyOf(JsonWebToken token)
    {
        if (token.Alg != SecurityAlgorithms.HmacSha256) throw Refuse("The token's algorithm is not accepted; tokens of this hub use HS256.");
        if (token.TryGetHeaderValue<object>("crit", out _)) throw Refuse("The token needs an extension that this hub does not know.");
        return token.Kid is { Length: > 0 } kid && _keys.TryGetValue(kid, out var key)
            ? key
            : throw Refuse("The token names a key that this hub does not have.");
    }

    private TokenValidationParameters Parameters(SymmetricSecurityKey key) => new()
    {
        ValidIssuer = _options.Issuer,
        ValidAudience = _options.Audience,
        IssuerSigningKey = key,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = IsAlive,
        RoleClaimType = RoleClaim,
        NameClaimType = JwtRegisteredClaimNames.Sub,
    };

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        if (expires is null) throw Refuse("The token has no expiry.");
        if (now > expires + _options.ClockSkew) throw Refuse("The token has expired; ask for a new one.");
        if (now < notBefore - _options.ClockSkew) throw Refuse("The token is not valid yet.");
        return true;
    }

    private static HubUser UserOf(ClaimsIdentity identity)
    {
        var name = identity.FindFirst(JwtRegisteredClaimNames.Sub)?.Value;
        HubRole? role = identity.FindFirst(RoleClaim)?.Value switch { "admin" => HubRole.Admin, "member" => HubRole.Member, _ => null };
        return ModelName.IsValidPart(name) && role is { } known
            ? new HubUser(name!.ToLowerInvariant(), known)
            : throw Refuse("The token names no user of this hub.");
    }

    private static string Reason(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is ModelHubException refused) return refused.Message;
        }

        return exception switch
        {
            SecurityTokenInvalidIssuerException => "The token was issued by somebody else.",
            SecurityTokenInvalidAudienceException => "The token is for somebody else.",
            SecurityTokenInvalidSignatureException => "The token's signature is wrong.",
            _ => "The token is not valid.",
        };
    }

    private static ModelHubException Refuse(string reason, Exception? inner = null) =>
        new(ModelHubErrorCode.Unauthenticated, reason, inner);
}
