namespace ModelHub;

/// <summary>What kind of failure a <see cref="ModelHubException"/> stands for. The web edge maps each code to one HTTP status.</summary>
public enum ModelHubErrorCode
{
    /// <summary>What the caller sent breaks a rule; <see cref="ModelHubException.Errors"/> names the fields. HTTP 400.</summary>
    InvalidInput,

    /// <summary>No credential, or one that is not valid. HTTP 401.</summary>
    Unauthenticated,

    /// <summary>The caller is known and may see the thing, but may not do this to it. HTTP 403.</summary>
    Forbidden,

    /// <summary>It does not exist, or the caller may not know that it does. HTTP 404.</summary>
    NotFound,

    /// <summary>It exists already, or somebody changed it since the caller read it. HTTP 409.</summary>
    Conflict,

    /// <summary>More bytes than the limit allows. HTTP 413.</summary>
    TooLarge,

    /// <summary>The byte range asked for lies outside the content. HTTP 416.</summary>
    RangeNotSatisfiable,

    /// <summary>Well-formed, but this hub cannot do it: a format without an engine, a provider without the capability. HTTP 422.</summary>
    Unsupported,

    /// <summary>The bytes differ from the checksum that was promised or recorded. HTTP 422 for an upload, 500 for stored content.</summary>
    ChecksumMismatch,

    /// <summary>The model failed to load or to run. HTTP 422.</summary>
    InferenceFailed,

    /// <summary>Something the hub depends on does not answer, or the hub is out of capacity; try again later. HTTP 503.</summary>
    Unavailable,
}
