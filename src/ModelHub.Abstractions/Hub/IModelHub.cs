namespace ModelHub;

/// <summary>The hub: what an app calls. Every call acts for a user, and permissions are checked here, once.</summary>
/// <remarks>
/// Safe to call from many threads at once. A model that the user may not see does not exist for that user:
/// <see cref="ModelHubErrorCode.NotFound"/>. One that may be seen but not changed is <see cref="ModelHubErrorCode.Forbidden"/>.
/// </remarks>
public interface IModelHub
{
    /// <summary>Begins to publish a version.</summary>
    IPublishSession BeginPublish(HubUser user, IProgress<PublishProgress>? progress = null);

    /// <summary>Creates a model without versions. <see cref="PublishRequest.Owner"/>, Name and Details count.</summary>
    Task<Model> CreateModelAsync(HubUser user, PublishRequest request, CancellationToken cancellationToken = default);

    /// <summary>The model of this name.</summary>
    Task<Model> GetModelAsync(HubUser user, ModelName name, CancellationToken cancellationToken = default);

    /// <summary>The model of this id.</summary>
    Task<Model> GetModelAsync(HubUser user, long id, CancellationToken cancellationToken = default);

    /// <summary>Lists the models that the user may see, newest first.</summary>
    Task<Page<Model>> ListModelsAsync(HubUser user, ModelQuery query, CancellationToken cancellationToken = default);

    /// <summary>Changes what <paramref name="details"/> names.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="name">The model.</param>
    /// <param name="details">A null leaves what is stored.</param>
    /// <param name="expectedRowVersion">The row version that the caller saw, so that no change is overwritten unseen; null takes the present one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Model> UpdateModelAsync(
        HubUser user, ModelName name, ModelDetails details, long? expectedRowVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a model with all its versions.</summary>
    Task DeleteModelAsync(HubUser user, ModelName name, CancellationToken cancellationToken = default);

    /// <summary>Lists the versions of a model, highest first.</summary>
    Task<Page<ModelVersion>> ListVersionsAsync(HubUser user, ModelName name, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>The ready version that a reference names.</summary>
    Task<ModelAndVersion> ResolveAsync(HubUser user, ModelReference reference, CancellationToken cancellationToken = default);

    /// <summary>Every alias of a model, in order of name; <see cref="AliasName.Latest"/> is not among them.</summary>
    Task<IReadOnlyList<ModelAlias>> ListAliasesAsync(HubUser user, ModelName name, CancellationToken cancellationToken = default);

    /// <summary>Creates or moves an alias, atomically.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="name">The model.</param>
    /// <param name="alias">Follows <see cref="AliasName.Rule"/>.</param>
    /// <param name="target">A ready version.</param>
    /// <param name="expected">What the alias has to point to now, so that two promotions never overwrite each other; null does not ask.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<ModelAlias> SetAliasAsync(
        HubUser user, ModelName name, string alias, SemanticVersion target, SemanticVersion? expected = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes an alias.</summary>
    Task DeleteAliasAsync(HubUser user, ModelName name, string alias, CancellationToken cancellationToken = default);

    /// <summary>Opens a file of a version that <see cref="ResolveAsync"/> gave, or a part of it.</summary>
    Task<ArtifactContent> OpenFileAsync(ModelFile file, ByteRange? range = null, CancellationToken cancellationToken = default);

    /// <summary>The path of a file's blob on this machine, so that a host can send it without reading it; null when the store has none.</summary>
    string? FindLocalPath(ModelFile file);

    /// <summary>Counts a download of a model.</summary>
    Task CountDownloadAsync(Model model, CancellationToken cancellationToken = default);

    /// <summary>Whether some engine can serve the version.</summary>
    bool CanServe(ModelVersion version);

    /// <summary>Loads the version that a reference names, if it is not loaded, and leases it. Dispose the lease after use.</summary>
    Task<IModelLease> LeaseAsync(HubUser user, ModelReference reference, CancellationToken cancellationToken = default);
}
