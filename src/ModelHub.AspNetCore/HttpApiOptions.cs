using System.ComponentModel.DataAnnotations;

namespace ModelHub.AspNetCore;

/// <summary>Limits of the HTTP edge, bound from the section <c>ModelHub:Http</c>.</summary>
public sealed class HttpApiOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "ModelHub:Http";

    /// <summary>The largest multipart form, in bytes, files included; 500 MiB unless set. A streamed PUT has no such limit.</summary>
    [Range(1, long.MaxValue, ErrorMessage = Section + ":MaxFormBytes needs at least 1 byte.")]
    public long MaxFormBytes { get; set; } = 500L * 1024 * 1024;

    /// <summary>The largest body of a prediction, in bytes; 64 MiB unless set.</summary>
    [Range(1, 1L << 30, ErrorMessage = Section + ":MaxPredictBytes needs 1 byte to 1 GiB (1073741824).")]
    public long MaxPredictBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>The most elements that the tensors of one prediction may have together; 16,777,216 unless set.</summary>
    [Range(1, 1 << 27, ErrorMessage = Section + ":MaxTensorElements needs 1 to 134217728.")]
    public int MaxTensorElements { get; set; } = 1 << 24;

    /// <summary>How often one network address may ask for a token or an account in a minute; 60 unless set.</summary>
    [Range(1, int.MaxValue, ErrorMessage = Section + ":AuthRequestsPerMinute needs at least 1.")]
    public int AuthRequestsPerMinute { get; set; } = 60;
}
