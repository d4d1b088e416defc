namespace ModelHub;

/// <summary>Keeps user accounts. Safe to call from many threads and many hosts at once.</summary>
public interface IUserStore
{
    /// <summary>Creates a user.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.Conflict"/>: the name or the mail address (compared without case) is taken.</exception>
    Task<UserAccount> CreateUserAsync(NewUserAccount user, CancellationToken cancellationToken = default);

    /// <summary>The user of this name (compared without case), or null.</summary>
    Task<UserAccount?> FindUserAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Replaces the password's hash, for example by a stronger one. Nothing happens when the user is gone.</summary>
    Task SetPasswordHashAsync(long userId, string passwordHash, CancellationToken cancellationToken = default);
}
