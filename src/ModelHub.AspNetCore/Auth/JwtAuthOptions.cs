namespace ModelHub.AspNetCore;

/// <summary>How the hub issues and checks its own tokens, bound from the section <c>ModelHub:Jwt</c>.</summary>
public sealed class JwtAuthOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "ModelHub:Jwt";

    /// <summary>Who issues the tokens.</summary>
    public string Issuer { get; set; } = "modelhub";

    /// <summary>For whom the tokens are.</summary>
    public string Audience { get; set; } = "modelhub";

    /// <summary>How long a token is valid; 30 minutes unless set.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How far the clocks of two hosts may differ; 30 seconds unless set.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The first key signs, every key verifies. To rotate, put a new key first, and drop the old one when its last
    /// token has expired.
    /// </summary>
    public IList<SigningKey> Keys { get; } = [];
}
