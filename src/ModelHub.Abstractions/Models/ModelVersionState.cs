namespace ModelHub;

/// <summary>Where a version stands.</summary>
public enum ModelVersionState
{
    /// <summary>Its files are on their way; nobody else sees it.</summary>
    Uploading,

    /// <summary>Its files are there and are being inspected.</summary>
    Checking,

    /// <summary>Complete and immutable: it can be downloaded and, where an engine knows the format, served.</summary>
    Ready,

    /// <summary>Inspection refused it.</summary>
    Rejected,

    /// <summary>Kept, but no longer offered.</summary>
    Archived,
}
