namespace ModelHub;

/// <summary>A capability of an <see cref="IArtifactStore"/> that keeps each object as one file of this machine.</summary>
public interface ILocalFiles
{
    /// <summary>The absolute path of the object's file, for reading only; null when there is no such object.</summary>
    string? FindPath(ArtifactKey key);
}
