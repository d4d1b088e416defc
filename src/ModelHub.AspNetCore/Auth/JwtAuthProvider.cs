namespace ModelHub.AspNetCore;

/// <summary>Accounts in the hub's own user store, and tokens that the hub signs itself.</summary>
/// <remarks>
/// A token carries the user's role and is checked without the database: a changed role counts from the next token on.
/// </remarks>
internal sealed class JwtAuthProvider(IUserStore users, Passwords passwords, JwtTokens tokens) : IAuthProvider
{
    public async Task<UserAccount> RegisterAsync(Registration registration, CancellationToken cancellationToken = default)
    {
        RegistrationRules.Require(registration);
        var account = new NewUserAccount(
            registration.UserName!.ToLowerInvariant(), registration.Email, passwords.Hash(registration.Password!), HubRole.Member);
        return await users.CreateUserAsync(account, cancellationToken);
    }

    public Task<HubUser> AuthenticateAsync(Credential credential, CancellationToken cancellationToken = default) => credential switch
    {
        BearerCredential bearer => Task.FromResult(tokens.Verify(bearer.Token)),
        PasswordCredential password => AuthenticateAsync(password, cancellationToken),
        _ => throw new ModelHubException(ModelHubErrorCode.Unauthenticated, "This kind of credential is not accepted."),
    };

    public Task<AccessToken> IssueTokenAsync(HubUser user, CancellationToken cancellationToken = default) =>
        Task.FromResult(tokens.Issue(user));

    private async Task<HubUser> AuthenticateAsync(PasswordCredential credential, CancellationToken cancellationToken) =>
        await passwords.CheckAsync(credential, cancellationToken) is { } user
            ? new HubUser(user.Name, user.Role)
            : throw new ModelHubException(ModelHubErrorCode.Unauthenticated, "The user name or the password is wrong.");
}
