using Microsoft.Extensions.Logging;
using ModelHub.Formats;

namespace ModelHub.Publishing;

/// <summary>
/// The way of bytes into the hub: a staging key while they arrive and are inspected, then the blob of their digest.
/// What a crash leaves in staging is invisible to users, and <see cref="StagingJanitor"/> removes it.
/// </summary>
internal sealed class BlobStaging(Providers providers, ILogger<BlobStaging> logger)
{
    public const string Prefix = "staging/";

    private IArtifactStore Artifacts => providers.Artifacts;

    public static ArtifactKey NewKey() => new(ArtifactKey.ModelsBucket, $"{Prefix}{Guid.NewGuid():N}");

    public Task<ArtifactPutResult> ReceiveAsync(
        ArtifactKey key, Stream content, ArtifactPutOptions options, CancellationToken cancellationToken) =>
        Artifacts.PutAsync(key, content, options, cancellationToken);

    public async Task<FileInspection> InspectAsync(StagedFile staged, CancellationToken cancellationToken)
    {
        await using var opened = await Artifacts.OpenAsync(staged.Key, null, cancellationToken);
        if (opened.Content.CanSeek) return await FileInspector.InspectAsync(opened.Content, staged.File.Path, cancellationToken);
        await using var seekable = new ArtifactReadStream(Artifacts, staged.Key, opened.Info.Size);
        return await FileInspector.InspectAsync(seekable, staged.File.Path, cancellationToken);
    }

    /// <summary>Makes the blob of a staged file. Bytes that the hub has already are not stored twice.</summary>
    public async Task CommitAsync(StagedFile staged, CancellationToken cancellationToken)
    {
        var blob = ArtifactKey.ForBlob(staged.File.Sha256);
        if (await Artifacts.FindAsync(blob, cancellationToken) is { } existing && existing.Size == staged.File.Size)
        {
            await Artifacts.DeleteAsync(staged.Key, cancellationToken);
        }
        else
        {
            await Artifacts.MoveAsync(staged.Key, blob, cancellationToken);
        }
    }

    /// <summary>Throws a staged file away; whatever stops that is left to the sweep, since the publish has ended anyway.</summary>
    public async Task DiscardAsync(ArtifactKey key)
    {
        try
        {
            await Artifacts.DeleteAsync(key, CancellationToken.None);
        }
        catch (ModelHubException exception)
        {
            Log.StagedFileLeft(logger, exception);
        }
    }
}
