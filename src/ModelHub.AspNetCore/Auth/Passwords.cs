using Microsoft.AspNetCore.Identity;

namespace ModelHub.AspNetCore;

/// <summary>Checks passwords in the same time whether the user exists or not.</summary>
internal sealed class Passwords(IPasswordHasher<UserAccount> hasher, IUserStore users)
{
    public const int MinLength = 8;
    public const int MaxLength = 256;

    // The hash of a password that nobody has: an unknown user costs as much time as a wrong password.
    private readonly Lazy<string> _decoy = new(() => hasher.HashPassword(null!, Guid.NewGuid().ToString("N")));

    public string Hash(string password) => hasher.HashPassword(null!, password);

    /// <summary>The account, or null when name and password do not belong together.</summary>
    public async Task<UserAccount?> CheckAsync(PasswordCredential credential, CancellationToken cancellationToken)
    {
        if (credential.Password.Length > MaxLength) return null;
        var user = ModelName.IsValidPart(credential.UserName) ? await users.FindUserAsync(credential.UserName, cancellationToken) : null;
        var verdict = hasher.VerifyHashedPassword(user!, user?.PasswordHash ?? _decoy.Value, credential.Password);
        if (user is null || verdict == PasswordVerificationResult.Failed) return null;
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await users.SetPasswordHashAsync(user.Id, Hash(credential.Password), cancellationToken);
        }

        return user;
    }
}
