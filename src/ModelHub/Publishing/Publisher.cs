using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelHub.Registry;

namespace ModelHub.Publishing;

/// <summary>What the publishes of all users share.</summary>
internal sealed class Publisher(Providers providers, BlobStaging staging, IOptions<ModelHubOptions> options, ILogger<Publisher> logger)
{
    public PublishSession Begin(HubUser user, IProgress<PublishProgress>? progress) =>
        new(user, this, staging, options.Value, progress);

    /// <summary>Ends a publish that has no chance, before any byte is taken or any blob is made.</summary>
    public async Task RequirePublishableAsync(HubUser user, NewModel model, SemanticVersion version, CancellationToken cancellationToken)
    {
        Permissions.RequireWrite(user, model.Name.Owner);
        if (await providers.Models.FindModelAsync(model.Name, cancellationToken) is not { } existing) return;
        if (await providers.Models.FindVersionAsync(existing.Id, version, cancellationToken) is not null)
        {
            throw new ModelHubException(
                ModelHubErrorCode.Conflict, $"Version {version} of {model.Name} exists already. Versions never change: publish a higher one.");
        }
    }

    public async Task<ModelAndVersion> PublishAsync(HubUser user, NewModelVersion version, CancellationToken cancellationToken)
    {
        var published = await providers.Models.PublishVersionAsync(version, cancellationToken);
        var (model, ready) = published;
        Log.Published(logger, user.Name, model.Name, ready.Version, ready.Files.Count, ready.Size, ready.Format);
        return published;
    }
}
