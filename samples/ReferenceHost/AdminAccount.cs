using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using ModelHub;

namespace ReferenceHost;

/// <summary>Makes the first administrator when there is none of that name, and says its password once.</summary>
internal sealed class AdminAccount(
    IUserStore users, IPasswordHasher<UserAccount> passwords, IOptions<HostSettings> settings, ILogger<AdminAccount> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var admin = settings.Value.Admin;
        var name = admin.UserName.ToLowerInvariant();
        if (!ModelName.IsValidPart(name)) throw new OptionsValidationException(nameof(HostSettings), typeof(HostSettings), [$"ModelHub:Admin:UserName needs {ModelName.PartRule}."]);
        if (await users.FindUserAsync(name, cancellationToken) is not null) return;

        var password = string.IsNullOrEmpty(admin.Password) ? RandomNumberGenerator.GetHexString(24, lowercase: true) : admin.Password;
        var hash = passwords.HashPassword(null!, password);
        try
        {
            await users.CreateUserAsync(new NewUserAccount(name, null, hash, HubRole.Admin), cancellationToken);
        }
        catch (ModelHubException exception) when (exception.Code == ModelHubErrorCode.Conflict)
        {
            return; // Another host was first: its password counts.
        }

        if (string.IsNullOrEmpty(admin.Password)) Console.WriteLine($"Administrator '{name}', password {password} (shown this once)");
        else Log.AdminCreated(logger, name);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
