namespace ModelHub;

/// <summary>
/// A publish under way: files first, then <see cref="CommitAsync"/>. Until that returns nothing is visible to anybody;
/// disposing without it throws the files away. Not safe for use by several threads at once.
/// </summary>
public interface IPublishSession : IAsyncDisposable
{
    /// <summary>Checks all that can be checked without the files, so that a hopeless upload ends before its bytes are sent.</summary>
    /// <exception cref="ModelHubException">As <see cref="CommitAsync"/>, for what is known so far.</exception>
    Task CheckAsync(PublishRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes a file. Its bytes are hashed and stored on the way; memory use does not depend on the size.</summary>
    /// <exception cref="ModelHubException">
    /// <see cref="ModelHubErrorCode.InvalidInput"/>: a bad or repeated path, or an empty file;
    /// <see cref="ModelHubErrorCode.TooLarge"/>: past the hub's limit;
    /// <see cref="ModelHubErrorCode.ChecksumMismatch"/>: not the expected digest.
    /// </exception>
    Task<ModelFile> AddFileAsync(string path, Stream content, PublishFileOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Inspects the files and makes the version ready, whole, in one step.</summary>
    /// <exception cref="ModelHubException">
    /// <see cref="ModelHubErrorCode.InvalidInput"/>: rules are broken, all reported at once;
    /// <see cref="ModelHubErrorCode.Forbidden"/>: the caller may not publish under this owner;
    /// <see cref="ModelHubErrorCode.Conflict"/>: the version exists.
    /// </exception>
    Task<ModelAndVersion> CommitAsync(PublishRequest request, CancellationToken cancellationToken = default);
}
