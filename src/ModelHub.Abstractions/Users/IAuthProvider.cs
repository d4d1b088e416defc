namespace ModelHub;

/// <summary>Turns credentials into users. The web edge is one thin adapter over it, so an app can bring its own.</summary>
/// <remarks>Safe to call from many threads at once.</remarks>
public interface IAuthProvider
{
    /// <summary>Creates an account of the role <see cref="HubRole.Member"/>.</summary>
    /// <exception cref="ModelHubException">
    /// <see cref="ModelHubErrorCode.InvalidInput"/>: a rule is broken; <see cref="ModelHubErrorCode.Conflict"/>: the name is taken;
    /// <see cref="ModelHubErrorCode.Unsupported"/>: accounts are made elsewhere.
    /// </exception>
    Task<UserAccount> RegisterAsync(Registration registration, CancellationToken cancellationToken = default);

    /// <summary>The user whom this credential proves.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.Unauthenticated"/>: it proves nobody; the message says why as far as that helps no attacker.</exception>
    Task<HubUser> AuthenticateAsync(Credential credential, CancellationToken cancellationToken = default);

    /// <summary>Issues a token that <see cref="AuthenticateAsync"/> takes as a <see cref="BearerCredential"/>.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.Unsupported"/>: tokens are issued elsewhere.</exception>
    Task<AccessToken> IssueTokenAsync(HubUser user, CancellationToken cancellationToken = default);
}
