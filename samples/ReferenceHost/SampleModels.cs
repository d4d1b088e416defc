using System.Text.Json;
using Microsoft.Extensions.Options;
using ModelHub;

namespace ReferenceHost;

/// <summary>Publishes the sample models, so that a newcomer can predict at once. What is missing is said, and no failure.</summary>
internal sealed class SampleModels(
    IModelHub hub, IModelStore models, IOptions<HostSettings> settings, ILogger<SampleModels> logger) : BackgroundService
{
    /// <summary>Owns the samples; nobody can log in as it.</summary>
    public const string Owner = "samples";
    private static readonly HubUser User = new(Owner);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "models");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Value.PublishSamples) return;
        foreach (var sample in await ReadManifestAsync(stoppingToken))
        {
            try
            {
                await PublishOnceAsync(sample, stoppingToken);
            }
            catch (ModelHubException exception) when (exception.Code != ModelHubErrorCode.Conflict)
            {
                Log.SampleFailed(logger, sample.Name, sample.Version, exception);
            }
            catch (ModelHubException)
            {
                // Another host was first.
            }
        }
    }

    private static async Task<IReadOnlyList<SampleModel>> ReadManifestAsync(CancellationToken cancellationToken)
    {
        await using var manifest = File.OpenRead(Path.Combine(Folder, "samples.json"));
        return await JsonSerializer.DeserializeAsync<List<SampleModel>>(manifest, Json, cancellationToken) ?? [];
    }

    private async Task PublishOnceAsync(SampleModel sample, CancellationToken cancellationToken)
    {
        var version = SemanticVersion.Parse(sample.Version);
        var existing = await models.FindModelAsync(ModelName.Create(Owner, sample.Name), cancellationToken);
        if (existing is not null && await models.FindVersionAsync(existing.Id, version, cancellationToken) is not null) return;
        if (sample.Files.FirstOrDefault(file => !File.Exists(Path.Combine(Folder, file.Path))) is { } missing)
        {
            Log.SampleLeftOut(logger, sample.Name, sample.Version, missing.Name);
            return;
        }

        await using var session = hub.BeginPublish(User);
        foreach (var file in sample.Files)
        {
            await using var content = File.OpenRead(Path.Combine(Folder, file.Path));
            await session.AddFileAsync(file.Name, content, null, cancellationToken);
        }

        await session.CommitAsync(ToRequest(sample), cancellationToken);
    }

    private static PublishRequest ToRequest(SampleModel sample) => new()
    {
        Name = sample.Name,
        Version = sample.Version,
        Format = sample.Format,
        Details = new ModelDetails
        {
            DisplayName = sample.DisplayName,
            Description = sample.Description,
            Framework = sample.Framework,
            TaskType = sample.TaskType,
            Tags = sample.Tags,
            License = sample.License,
            Visibility = ModelVisibility.Public,
        },
        Changelog = sample.Changelog,
        MetadataJson = Text(sample.Metadata),
        MetricsJson = Text(sample.Metrics),
    };

    private static string? Text(JsonElement json) => json.ValueKind == JsonValueKind.Object ? json.GetRawText() : null;
}
