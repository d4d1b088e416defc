namespace ModelHub.Storage.Sql;

/// <summary>The hub's models, versions and aliases. The SQL stands in the tables' own classes; here are the transactions.</summary>
internal sealed class SqlModelStore(Database database, Migrator migrator, TimeProvider time) : IModelStore
{
    public Task InitializeAsync(CancellationToken cancellationToken = default) => migrator.RunAsync(cancellationToken);

    public async Task<Model> CreateModelAsync(NewModel model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var details = CheckDetails(model.Details);
        var row = await database.WriteAsync(session => ModelTable.InsertAsync(session, model.Name, details, Now()), cancellationToken);
        return row?.ToModel() ?? throw Conflict($"The model {model.Name} exists already; choose another name.");
    }

    public async Task<Model?> FindModelAsync(ModelName name, CancellationToken cancellationToken = default) =>
        (await database.ReadAsync(session => ModelTable.FindAsync(session, name), cancellationToken))?.ToModel();

    public async Task<Model?> FindModelAsync(long id, CancellationToken cancellationToken = default) =>
        (await database.ReadAsync(session => ModelTable.FindAsync(session, id), cancellationToken))?.ToModel();

    public async Task<Page<Model>> ListModelsAsync(ModelQuery query, string? viewer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var before = ModelTable.ReadPlace(query.Page);
        if (query.Owner is not null && !ModelName.IsValidPart(query.Owner)) return new Page<Model>([], null);

        // What is no user's name owns nothing.
        var user = viewer is null ? null : ModelName.IsValidPart(viewer) ? viewer.ToLowerInvariant() : "";
        var owner = query.Owner?.ToLowerInvariant();
        return await database.ReadAsync(session => ModelTable.ListAsync(session, owner, user, before, query.Page.Limit), cancellationToken);
    }

    public async Task<Model> UpdateModelAsync(
        long modelId, ModelDetails details, long expectedRowVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(details);
        var checkedDetails = CheckDetails(details);
        return await database.WriteAsync(
            async session =>
            {
                var row = await ModelTable.UpdateAsync(session, modelId, checkedDetails, expectedRowVersion, Now());
                if (row is not null) return row.ToModel();
                var current = await ModelTable.FindRowVersionAsync(session, modelId) ?? throw ModelNotFound();
                throw Conflict(
                    $"The model was changed since it was read: its row version is {current}, not {expectedRowVersion}. Read it again and repeat the change.");
            },
            cancellationToken);
    }

    public Task<bool> DeleteModelAsync(long modelId, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => ModelTable.DeleteAsync(session, modelId), cancellationToken);

    public Task AddDownloadsAsync(long modelId, long count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return database.WriteAsync(session => ModelTable.AddDownloadsAsync(session, modelId, count), cancellationToken);
    }

    public async Task<ModelAndVersion> PublishVersionAsync(NewModelVersion version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(version);
        var details = CheckVersion(version);
        return await database.WriteAsync(
            async session =>
            {
                var now = Now();
                var modelId = await ModelTable.UpsertAsync(session, version.Model.Name, details, now);
                if (!await VersionTable.InsertAsync(session, modelId, version, now))
                {
                    throw Conflict($"Version {version.Version} of {version.Model.Name} exists already; versions are immutable, publish a higher one.");
                }

                var model = await ModelTable.SetCurrentVersionAsync(session, modelId, now);
                var published = await VersionTable.FindAsync(session, modelId, version.Version);
                return new ModelAndVersion(model.ToModel(), published!);
            },
            cancellationToken);
    }

    public Task<ModelVersion?> FindVersionAsync(long modelId, SemanticVersion version, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(version);
        return database.ReadAsync(session => VersionTable.FindAsync(session, modelId, version), cancellationToken);
    }

    public async Task<Page<ModelVersion>> ListVersionsAsync(long modelId, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        var before = VersionTable.ReadPlace(page);
        return await database.ReadAsync(session => VersionTable.ListAsync(session, modelId, before, page.Limit), cancellationToken);
    }

    public async Task<ModelAlias?> FindAliasAsync(long modelId, string alias, CancellationToken cancellationToken = default)
    {
        if (!AliasName.IsSettable(alias)) return null;
        return await database.ReadAsync(session => AliasTable.FindAsync(session, modelId, alias.ToLowerInvariant()), cancellationToken);
    }

    public Task<IReadOnlyList<ModelAlias>> ListAliasesAsync(long modelId, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => AliasTable.ListAsync(session, modelId), cancellationToken);

    public async Task<ModelAlias> SetAliasAsync(
        long modelId, string alias, SemanticVersion target, SemanticVersion? expected, string movedBy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(movedBy);
        CheckAlias(alias, movedBy);
        var name = alias.ToLowerInvariant();
        return await database.WriteAsync(
            async session =>
            {
                // The model's row is the lock of its aliases: also of those that do not exist yet.
                if (!await ModelTable.LockAsync(session, database, modelId)) throw ModelNotFound();
                if (expected is not null) CheckTarget(name, await AliasTable.FindAsync(session, modelId, name), expected);
                var versionId = await VersionTable.FindReadyIdAsync(session, modelId, target)
                    ?? throw new ModelHubException(ModelHubErrorCode.NotFound, $"The model has no ready version {target}.");
                await AliasTable.UpsertAsync(session, modelId, name, versionId, movedBy, Now());
                return (await AliasTable.FindAsync(session, modelId, name))!;
            },
            cancellationToken);
    }

    public async Task<bool> DeleteAliasAsync(long modelId, string alias, CancellationToken cancellationToken = default)
    {
        if (!AliasName.IsSettable(alias)) return false;
        return await database.WriteAsync(session => AliasTable.DeleteAsync(session, modelId, alias.ToLowerInvariant()), cancellationToken);
    }

    private static void CheckTarget(string alias, ModelAlias? current, SemanticVersion expected)
    {
        if (current?.Version == expected) return;
        var now = current is null ? "does not exist" : $"points to {current.Version}";
        throw Conflict($"The alias {alias} {now}, not to {expected} as expected. Look again before moving it.");
    }

    private static void CheckAlias(string alias, string movedBy)
    {
        var check = new InputCheck();
        if (!AliasName.IsSettable(alias)) check.Fail("alias", $"Needs {AliasName.Rule}.");
        check.Text("moved_by", movedBy);
        check.ThrowIfFailed();
    }

    private static DetailsRow CheckDetails(ModelDetails details)
    {
        var check = new InputCheck();
        var row = new DetailsRow(details, check);
        check.ThrowIfFailed();
        return row;
    }

    private static DetailsRow CheckVersion(NewModelVersion version)
    {
        var check = new InputCheck();
        var details = new DetailsRow(version.Model.Details, check);
        check.Text("format", version.Format);
        check.Text("entry_file", version.EntryFile);
        check.Text("changelog", version.Changelog);
        check.Text("metadata", version.MetadataJson);
        check.Text("metrics", version.MetricsJson);
        if (version.Files.Count == 0) check.Fail("files", "A version needs at least one file.");
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in version.Files)
        {
            if (!ArtifactKey.IsValidPath(file.Path)) check.Fail("files", $"The path of a file needs {ArtifactKey.PathRule}.");
            else if (!paths.Add(file.Path)) check.Fail("files", $"{file.Path} is there twice.");
            check.Text("files", file.MediaType);
        }

        check.ThrowIfFailed();
        return details;
    }

    private static ModelHubException Conflict(string message) => new(ModelHubErrorCode.Conflict, message);

    private static ModelHubException ModelNotFound() => new(ModelHubErrorCode.NotFound, "The model does not exist.");

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
