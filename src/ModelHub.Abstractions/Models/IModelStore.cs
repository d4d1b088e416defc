namespace ModelHub;

/// <summary>Keeps models, versions and aliases. It checks no permissions: <see cref="IModelHub"/> does.</summary>
/// <remarks>
/// Every method is one transaction and is safe to call from many threads and many hosts at once.
/// All fail with <see cref="ModelHubErrorCode.Unavailable"/> while the database does not answer.
/// </remarks>
public interface IModelStore
{
    /// <summary>Prepares the database: creates or migrates the schema under a lock, so that hosts may start together.</summary>
    Task InitializeAsync(CancellationToken cancellationToken = default);

    /// <summary>Creates a model without versions.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.Conflict"/>: the name is taken.</exception>
    Task<Model> CreateModelAsync(NewModel model, CancellationToken cancellationToken = default);

    /// <summary>The model of this name, or null.</summary>
    Task<Model?> FindModelAsync(ModelName name, CancellationToken cancellationToken = default);

    /// <summary>The model of this id, or null.</summary>
    Task<Model?> FindModelAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Lists models by falling id.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="viewer">Only what this user may see: public models and the user's own. Null sees all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InvalidInput"/>: the cursor is not one of this list's.</exception>
    Task<Page<Model>> ListModelsAsync(ModelQuery query, string? viewer, CancellationToken cancellationToken = default);

    /// <summary>Changes what <paramref name="details"/> names.</summary>
    /// <exception cref="ModelHubException">
    /// <see cref="ModelHubErrorCode.Conflict"/>: the model's row version is not <paramref name="expectedRowVersion"/> any more;
    /// <see cref="ModelHubErrorCode.NotFound"/>: it is gone.
    /// </exception>
    Task<Model> UpdateModelAsync(long modelId, ModelDetails details, long expectedRowVersion, CancellationToken cancellationToken = default);

    /// <summary>Deletes a model with its versions and aliases; false when it is gone already. Blobs stay.</summary>
    Task<bool> DeleteModelAsync(long modelId, CancellationToken cancellationToken = default);

    /// <summary>Adds to the model's count of downloads. Nothing happens when the model is gone.</summary>
    Task AddDownloadsAsync(long modelId, long count, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a version ready, whole: model (created when missing; details that are named are updated), version, files
    /// and the model's current version.
    /// </summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.Conflict"/>: the version exists.</exception>
    Task<ModelAndVersion> PublishVersionAsync(NewModelVersion version, CancellationToken cancellationToken = default);

    /// <summary>The version of this number with its files, whatever its state, or null.</summary>
    Task<ModelVersion?> FindVersionAsync(long modelId, SemanticVersion version, CancellationToken cancellationToken = default);

    /// <summary>Lists the versions of a model with their files, highest first.</summary>
    Task<Page<ModelVersion>> ListVersionsAsync(long modelId, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>The alias of this name, or null. Never <see cref="AliasName.Latest"/>.</summary>
    Task<ModelAlias?> FindAliasAsync(long modelId, string alias, CancellationToken cancellationToken = default);

    /// <summary>Every alias of a model, in order of name.</summary>
    Task<IReadOnlyList<ModelAlias>> ListAliasesAsync(long modelId, CancellationToken cancellationToken = default);

    /// <summary>Creates or moves an alias.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="alias">A settable name, in lower case.</param>
    /// <param name="target">A ready version of the model.</param>
    /// <param name="expected">What the alias has to point to now; null does not ask.</param>
    /// <param name="movedBy">Who moves it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ModelHubException">
    /// <see cref="ModelHubErrorCode.Conflict"/>: it points elsewhere than <paramref name="expected"/>;
    /// <see cref="ModelHubErrorCode.NotFound"/>: the model has no such ready version.
    /// </exception>
    Task<ModelAlias> SetAliasAsync(
        long modelId, string alias, SemanticVersion target, SemanticVersion? expected, string movedBy, CancellationToken cancellationToken = default);

    /// <summary>Deletes an alias; false when it is gone already.</summary>
    Task<bool> DeleteAliasAsync(long modelId, string alias, CancellationToken cancellationToken = default);
}
