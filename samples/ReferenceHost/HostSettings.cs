using System.ComponentModel.DataAnnotations;

namespace ReferenceHost;

/// <summary>What this host reads beside the packages' own options, from the section <c>ModelHub</c>.</summary>
internal sealed class HostSettings
{
    public const string Section = "ModelHub";

    /// <summary>The directory of everything that the host keeps: database, artifacts, signing key.</summary>
    [Required(ErrorMessage = "ModelHub:DataPath must name a directory; leave it out for 'data'.")]
    public string DataPath { get; set; } = "data";

    /// <summary>PostgreSQL instead of the embedded SQLite, when a connection string is given.</summary>
    public PostgresSettings Postgres { get; set; } = new();

    /// <summary>The first administrator; without a password the host makes one and prints it once.</summary>
    public AdminSettings Admin { get; set; } = new();

    /// <summary>Whether the sample models are published at the first start.</summary>
    public bool PublishSamples { get; set; } = true;

    public string PathOf(string name) => Path.Combine(Path.GetFullPath(DataPath), name);

    internal sealed class PostgresSettings
    {
        public string? ConnectionString { get; set; }
    }

    internal sealed class AdminSettings
    {
        public string UserName { get; set; } = "admin";

        public string? Password { get; set; }
    }
}
