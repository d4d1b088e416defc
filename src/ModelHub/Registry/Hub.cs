using Microsoft.Extensions.Logging;
using ModelHub.Publishing;

namespace ModelHub.Registry;

internal sealed class Hub(Providers providers, Publisher publisher, ILogger<Hub> logger) : IModelHub
{
    private readonly IModelStore _models = providers.Models;
    private readonly IArtifactStore _artifacts = providers.Artifacts;
    private readonly ILocalFiles? _localFiles = providers.Artifacts.GetService(typeof(ILocalFiles)) as ILocalFiles;

    public IPublishSession BeginPublish(HubUser user, IProgress<PublishProgress>? progress = null) => publisher.Begin(user, progress);

    public async Task<Model> CreateModelAsync(HubUser user, PublishRequest request, CancellationToken cancellationToken = default)
    {
        var model = PublishRequestValidator.ReadModel(user, request);
        Permissions.RequireWrite(user, model.Name.Owner);
        return await _models.CreateModelAsync(model, cancellationToken);
    }

    public async Task<Model> GetModelAsync(HubUser user, ModelName name, CancellationToken cancellationToken = default) =>
        await _models.FindModelAsync(name, cancellationToken) is { } model && Permissions.CanRead(user, model)
            ? model
            : throw NoSuch($"model {name}");

    public async Task<Model> GetModelAsync(HubUser user, long id, CancellationToken cancellationToken = default) =>
        await _models.FindModelAsync(id, cancellationToken) is { } model && Permissions.CanRead(user, model)
            ? model
            : throw NoSuch($"model {id}");

    public Task<Page<Model>> ListModelsAsync(HubUser user, ModelQuery query, CancellationToken cancellationToken = default) =>
        _models.ListModelsAsync(query, Permissions.Viewer(user), cancellationToken);

    public async Task<Model> UpdateModelAsync(
        HubUser user, ModelName name, ModelDetails details, long? expectedRowVersion = null, CancellationToken cancellationToken = default)
    {
        var model = await GetWritableAsync(user, name, cancellationToken);
        ModelDetailsValidator.Require(details);
        return await _models.UpdateModelAsync(model.Id, details, expectedRowVersion ?? model.RowVersion, cancellationToken);
    }

    public async Task DeleteModelAsync(HubUser user, ModelName name, CancellationToken cancellationToken = default)
    {
        var model = await GetWritableAsync(user, name, cancellationToken);
        var versions = await ListVersionIdsAsync(model.Id, cancellationToken);
        await _models.DeleteModelAsync(model.Id, cancellationToken);
        Log.Deleted(logger, user.Name, name);
        if (providers.Server is null) return;
        foreach (var version in versions) await providers.Server.UnloadAsync(version);
    }

    public async Task<Page<ModelVersion>> ListVersionsAsync(
        HubUser user, ModelName name, PageRequest page, CancellationToken cancellationToken = default)
    {
        var model = await GetModelAsync(user, name, cancellationToken);
        return await _models.ListVersionsAsync(model.Id, page, cancellationToken);
    }

    public async Task<ModelAndVersion> ResolveAsync(HubUser user, ModelReference reference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var model = await GetModelAsync(user, reference.Model, cancellationToken);
        var number = await FindTargetAsync(model, reference.Selector ?? AliasName.Latest, cancellationToken);
        var version = number is null ? null : await _models.FindVersionAsync(model.Id, number, cancellationToken);
        return version is { State: ModelVersionState.Ready }
            ? new ModelAndVersion(model, version)
            : throw NoSuch($"version '{reference.Selector ?? AliasName.Latest}' of {reference.Model}");
    }

    public async Task<IReadOnlyList<ModelAlias>> ListAliasesAsync(HubUser user, ModelName name, CancellationToken cancellationToken = default)
    {
        var model = await GetModelAsync(user, name, cancellationToken);
        return await _models.ListAliasesAsync(model.Id, cancellationToken);
    }

    public async Task<ModelAlias> SetAliasAsync(
        HubUser user, ModelName name, string alias, SemanticVersion target, SemanticVersion? expected = null, CancellationToken cancellationToken = default)
    {
        var model = await GetWritableAsync(user, name, cancellationToken);
        if (!AliasName.IsSettable(alias)) throw ModelHubException.Invalid("alias", $"Needs {AliasName.Rule}.");
        var moved = await _models.SetAliasAsync(model.Id, alias.ToLowerInvariant(), target, expected, user.Name, cancellationToken);
        Log.AliasMoved(logger, user.Name, moved.Name, name, target);
        return moved;
    }

    public async Task DeleteAliasAsync(HubUser user, ModelName name, string alias, CancellationToken cancellationToken = default)
    {
        var model = await GetWritableAsync(user, name, cancellationToken);
        if (!AliasName.IsSettable(alias) || !await _models.DeleteAliasAsync(model.Id, alias.ToLowerInvariant(), cancellationToken))
        {
            throw NoSuch($"alias '{alias}' of {name}");
        }
    }

    public Task<ArtifactContent> OpenFileAsync(ModelFile file, ByteRange? range = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _artifacts.OpenAsync(ArtifactKey.ForBlob(file.Sha256), range, cancellationToken);
    }

    public string? FindLocalPath(ModelFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _localFiles?.FindPath(ArtifactKey.ForBlob(file.Sha256));
    }

    public Task CountDownloadAsync(Model model, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return _models.AddDownloadsAsync(model.Id, 1, cancellationToken);
    }

    public bool CanServe(ModelVersion version) => providers.Server?.CanServe(version) ?? false;

    public async Task<IModelLease> LeaseAsync(HubUser user, ModelReference reference, CancellationToken cancellationToken = default)
    {
        var (model, version) = await ResolveAsync(user, reference, cancellationToken);
        var server = providers.Server ?? throw new ModelHubException(
            ModelHubErrorCode.Unsupported, "This hub stores models but serves none: no inference engine is configured.");
        return await server.AcquireAsync(new ModelPackage(this, model.Name, version), cancellationToken);
    }

    private async Task<Model> GetWritableAsync(HubUser user, ModelName name, CancellationToken cancellationToken)
    {
        var model = await GetModelAsync(user, name, cancellationToken);
        Permissions.RequireWrite(user, model.Name.Owner);
        return model;
    }

    private async Task<SemanticVersion?> FindTargetAsync(Model model, string selector, CancellationToken cancellationToken)
    {
        if (SemanticVersion.TryParse(selector, out var version)) return version;
        if (selector.Equals(AliasName.Latest, StringComparison.OrdinalIgnoreCase)) return model.CurrentVersion;
        return (await _models.FindAliasAsync(model.Id, selector.ToLowerInvariant(), cancellationToken))?.Version;
    }

    private async Task<List<long>> ListVersionIdsAsync(long modelId, CancellationToken cancellationToken)
    {
        var ids = new List<long>();
        var request = new PageRequest(Limit: PageRequest.MaxLimit);
        while (true)
        {
            var page = await _models.ListVersionsAsync(modelId, request, cancellationToken);
            ids.AddRange(page.Items.Select(version => version.Id));
            if (page.NextCursor is null) return ids;
            request = request with { Cursor = page.NextCursor };
        }
    }

    private static ModelHubException NoSuch(string what) => new(ModelHubErrorCode.NotFound, $"There is no {what}.");
}
