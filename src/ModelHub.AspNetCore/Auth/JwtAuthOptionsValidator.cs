using Microsoft.Extensions.Options;

namespace ModelHub.AspNetCore;

internal sealed class JwtAuthOptionsValidator : IValidateOptions<JwtAuthOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtAuthOptions options)
    {
        var errors = new List<string>();
        Require(options.Issuer.Length > 0, "Issuer", "must not be empty.");
        Require(options.Audience.Length > 0, "Audience", "must not be empty.");
        Require(options.Lifetime >= TimeSpan.FromSeconds(1) && options.Lifetime <= TimeSpan.FromDays(365), "Lifetime", "needs 1 second to 365 days.");
        Require(options.ClockSkew >= TimeSpan.Zero && options.ClockSkew <= TimeSpan.FromMinutes(5), "ClockSkew", "needs 0 to 5 minutes.");
        Require(options.Keys.Count > 0, "Keys", $"needs at least one key: an Id and a Secret of {SigningKey.MinSecretBytes} random bytes or more in Base64.");
        for (var i = 0; i < options.Keys.Count; i++)
        {
            var key = options.Keys[i];
            Require(key.Id.Length is > 0 and <= 64, $"Keys:{i}:Id", "needs 1 to 64 characters.");
            Require(options.Keys.Take(i).All(other => other.Id != key.Id), $"Keys:{i}:Id", $"'{key.Id}' is the id of an earlier key; give each key its own.");
            Require(key.Secret.Length >= SigningKey.MinSecretBytes, $"Keys:{i}:Secret",
                $"has {key.Secret.Length} bytes; HS256 needs {SigningKey.MinSecretBytes} random bytes or more, in Base64.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Require(bool holds, string setting, string message)
        {
            if (!holds) errors.Add($"{JwtAuthOptions.Section}:{setting} {message}");
        }
    }
}
