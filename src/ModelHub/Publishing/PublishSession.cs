using ModelHub.Formats;

namespace ModelHub.Publishing;

internal sealed class PublishSession(
    HubUser user, Publisher publisher, BlobStaging staging, ModelHubOptions limits, IProgress<PublishProgress>? progress) : IPublishSession
{
    private const string DefaultMediaType = "application/octet-stream";
    private readonly Dictionary<string, StagedFile> _staged = new(StringComparer.OrdinalIgnoreCase);
    private long _received;

    public Task CheckAsync(PublishRequest request, CancellationToken cancellationToken = default)
    {
        var (model, version) = PublishRequestValidator.Read(user, request);
        return publisher.RequirePublishableAsync(user, model, version, cancellationToken);
    }

    public async Task<ModelFile> AddFileAsync(
        string path, Stream content, PublishFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new PublishFileOptions();
        RequireAddable(path, options.Field);
        var key = BlobStaging.NewKey();
        var before = _received;
        var stored = await staging.ReceiveAsync(
            key,
            content,
            new ArtifactPutOptions
            {
                ExpectedSha256 = options.ExpectedSha256,
                MaxBytes = limits.MaxVersionBytes - before,
                Progress = progress is null ? null : new FileProgress(received => Report(ModelVersionState.Uploading, path, before + received)),
            },
            cancellationToken);
        if (stored.Info.Size == 0)
        {
            await staging.DiscardAsync(key);
            throw ModelHubException.Invalid(options.Field, $"The file '{path}' is empty; send at least one byte.");
        }

        var file = new ModelFile(path, stored.Info.Size, stored.Sha256, options.MediaType ?? DefaultMediaType);
        _staged.Add(path, new StagedFile(file, key));
        _received += file.Size;
        Report(ModelVersionState.Uploading, path, _received);
        return file;
    }

    public async Task<ModelAndVersion> CommitAsync(PublishRequest request, CancellationToken cancellationToken = default)
    {
        var (model, version) = PublishRequestValidator.Read(user, request, missingFile: _staged.Count == 0);
        await publisher.RequirePublishableAsync(user, model, version, cancellationToken);

        Report(ModelVersionState.Checking, null, _received);
        var (entry, inspection) = await InspectAsync(cancellationToken);
        var format = ChooseFormat(request.Format, entry, inspection.Format);
        foreach (var staged in _staged.Values) await staging.CommitAsync(staged, cancellationToken);

        var published = await publisher.PublishAsync(
            user,
            new NewModelVersion
            {
                Model = model,
                Version = version,
                Format = format,
                EntryFile = entry,
                Files = [.. _staged.Values.Select(staged => staged.File).OrderBy(file => file.Path, StringComparer.Ordinal)],
                Signature = inspection.Signature,
                Changelog = request.Changelog ?? "",
                MetadataJson = PublishRequestValidator.JsonOrEmpty(request.MetadataJson),
                MetricsJson = PublishRequestValidator.JsonOrEmpty(request.MetricsJson),
            },
            cancellationToken);
        _staged.Clear();
        Report(ModelVersionState.Ready, null, _received);
        return published;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var staged in _staged.Values) await staging.DiscardAsync(staged.Key);
        _staged.Clear();
    }

    private void RequireAddable(string path, string field)
    {
        if (!ArtifactKey.IsValidPath(path)) throw ModelHubException.Invalid(field, $"The file's name needs {ArtifactKey.PathRule}.");
        if (_staged.ContainsKey(path)) throw ModelHubException.Invalid(field, $"The file '{path}' was sent twice (names compare without case).");
        if (_staged.Count >= limits.MaxVersionFiles)
        {
            throw ModelHubException.Invalid(field, $"A version may have {limits.MaxVersionFiles} files; send fewer, or one archive.");
        }
    }

    /// <summary>The file that an engine would load, and what it is: of several, the best known kind nearest to the top.</summary>
    private async Task<(string Entry, FileInspection Inspection)> InspectAsync(CancellationToken cancellationToken)
    {
        var inspected = new List<(string Path, FileInspection Inspection)>();
        foreach (var staged in _staged.Values)
        {
            inspected.Add((staged.File.Path, await staging.InspectAsync(staged, cancellationToken)));
        }

        return inspected
            .OrderBy(file => EntryRank(file.Inspection.Format))
            .ThenBy(file => file.Path.Count(c => c == '/'))
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .First();
    }

    private static int EntryRank(string format) => format switch
    {
        ModelFormats.Onnx => 0,
        ModelFormats.Unknown => 3,
        ModelFormats.Zip => 2,
        _ => 1,
    };

    private static string ChooseFormat(string? declaredText, string entry, string detected)
    {
        if (string.IsNullOrWhiteSpace(declaredText)) return detected;
        var declared = DeclaredFormat.Read(declaredText)!;
        if (!DeclaredFormat.Agrees(declared, detected))
        {
            throw ModelHubException.Invalid("format", $"The content of '{entry}' is {detected}, not {declared}. Correct the format, or leave it out.");
        }

        return detected == ModelFormats.Unknown ? declared : detected;
    }

    private void Report(ModelVersionState state, string? file, long bytes) => progress?.Report(new PublishProgress(state, file, bytes));

    // Not Progress<T>: that one reports on another thread, later, and possibly out of order.
    private sealed class FileProgress(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
