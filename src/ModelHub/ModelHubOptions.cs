using System.ComponentModel.DataAnnotations;

namespace ModelHub;

/// <summary>The hub's limits, read from the configuration section <c>ModelHub</c> and checked when the app starts.</summary>
public sealed class ModelHubOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "ModelHub";

    /// <summary>The most bytes that the files of one version may have together. 1 TiB unless set.</summary>
    [Range(1, long.MaxValue, ErrorMessage = "ModelHub:MaxVersionBytes must be at least 1 byte.")]
    public long MaxVersionBytes { get; set; } = 1L << 40;

    /// <summary>The most files that one version may have. 1,000 unless set.</summary>
    [Range(1, 100_000, ErrorMessage = "ModelHub:MaxVersionFiles must be 1 to 100000.")]
    public int MaxVersionFiles { get; set; } = 1000;

    /// <summary>How long the files of a publish that never ended are kept. Longer than the slowest upload; a day unless set.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00", ErrorMessage = "ModelHub:StagingMaxAge must be one minute (00:01:00) to 365 days.")]
    public TimeSpan StagingMaxAge { get; set; } = TimeSpan.FromDays(1);
}
