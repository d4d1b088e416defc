using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ModelHub.AspNetCore;

internal static class AuthEndpoints
{
    private const int MaxFormBytes = 64 * 1024;
    private const int MaxFormFields = 16;

    public static void Map(RouteGroupBuilder open, RouteGroupBuilder api, AuthRateLimit limit)
    {
        open.MapPost("/api/v1/auth/register", RegisterAsync).AddEndpointFilter(limit)
            .Describe("auth", "Makes an account.").Accepts<RegisterRequest>("application/json")
            .Gives<UserResponse>(StatusCodes.Status201Created).Fails(400, 409, 429);
        open.MapPost("/api/v1/auth/token", IssueTokenAsync).AddEndpointFilter(limit)
            .Describe("auth", "Gives a bearer token for a user name and a password.")
            .Accepts<TokenRequest>("application/x-www-form-urlencoded", "multipart/form-data", "application/json")
            .Gives<TokenResponse>().Fails(400, 401, 429);
        api.MapGet("/auth/me", GetMeAsync).Describe("auth", "Who the caller is.").Gives<UserResponse>();
    }

    public static async Task<IResult> RegisterAsync(HttpContext http, IAuthProvider auth)
    {
        var request = await JsonBody.ReadAsync(http, HubJson.Default.RegisterRequest);
        var account = await auth.RegisterAsync(new Registration(request.Username, request.Email, request.Password), http.RequestAborted);
        return TypedResults.Json(UserResponse.From(account), HubJson.Default.UserResponse, statusCode: StatusCodes.Status201Created);
    }

    public static async Task<IResult> IssueTokenAsync(HttpContext http, IAuthProvider auth)
    {
        var request = http.Request.HasFormContentType ? await ReadFormAsync(http) : await JsonBody.ReadAsync(http, HubJson.Default.TokenRequest);
        if (request.GrantType is not (null or "" or "password")) throw ModelHubException.Invalid("grant_type", "Needs 'password', or nothing.");
        var errors = new List<FieldError>();
        if (string.IsNullOrEmpty(request.Username)) errors.Add(new FieldError("username", "Is missing."));
        if (string.IsNullOrEmpty(request.Password)) errors.Add(new FieldError("password", "Is missing."));
        if (errors.Count > 0) throw new ModelHubException(errors);

        var user = await auth.AuthenticateAsync(new PasswordCredential(request.Username!, request.Password!), http.RequestAborted);
        var token = await auth.IssueTokenAsync(user, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new TokenResponse(token.Value, "bearer", (long)token.ExpiresIn.TotalSeconds), HubJson.Default.TokenResponse);
    }

    private static async Task<IResult> GetMeAsync(HttpContext http, IServiceProvider services)
    {
        var user = http.User.GetHubUser();
        // An app with its own IAuthProvider need not have a user store.
        var account = services.GetService<IUserStore>() is { } users ? await users.FindUserAsync(user.Name, http.RequestAborted) : null;
        return TypedResults.Json(account is null ? UserResponse.From(user) : UserResponse.From(account), HubJson.Default.UserResponse);
    }

    private static async Task<TokenRequest> ReadFormAsync(HttpContext http)
    {
        BodyReader.Limit(http, MaxFormBytes, "the hub");
        var options = new FormOptions { ValueCountLimit = MaxFormFields, ValueLengthLimit = MaxFormBytes, MultipartBodyLengthLimit = MaxFormBytes };
        try
        {
            var form = await new FormFeature(http.Request, options).ReadFormAsync(http.RequestAborted);
            return new TokenRequest { Username = form["username"], Password = form["password"], GrantType = form["grant_type"] };
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw RequestStream.Explain(exception);
        }
    }
}
