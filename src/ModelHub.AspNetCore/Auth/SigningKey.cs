namespace ModelHub.AspNetCore;

/// <summary>A secret that signs tokens.</summary>
public sealed class SigningKey
{
    /// <summary>The fewest bytes of a secret: HS256 is as strong as its key, up to 32 bytes.</summary>
    public const int MinSecretBytes = 32;

    /// <summary>Goes into each token as <c>kid</c>, so that keys can be rotated.</summary>
    public string Id { get; set; } = "";

    /// <summary>Random bytes, at least <see cref="MinSecretBytes"/>; Base64 in configuration.</summary>
#pragma warning disable CA1819 // Configuration binds Base64 to an array.
    public byte[] Secret { get; set; } = [];
#pragma warning restore CA1819

    /// <summary>The id, never the secret.</summary>
    public override string ToString() => $"SigningKey {Id}";
}
