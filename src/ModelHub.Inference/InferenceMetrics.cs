using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ModelHub.Inference;

/// <summary>The meter and the activity source of this package. Durations are in seconds.</summary>
internal sealed class InferenceMetrics
{
    public const string Name = "ModelHub.Inference";

    // Both are tags of every measurement of a model, so that a dashboard can join them.
    public const string ModelTag = "modelhub.model";
    public const string OutcomeTag = "modelhub.outcome";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly InstrumentAdvice<double> LoadBuckets = new() { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300] };
    private static readonly InstrumentAdvice<double> RunBuckets =
        new() { HistogramBucketBoundaries = [0.00001, 0.0001, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60] };

    public InferenceMetrics(IMeterFactory meters)
    {
        // The factory owns the meter and disposes it.
        var meter = meters.Create(Name);
        LoadDuration = meter.CreateHistogram("modelhub.inference.load.duration", "s", "How long models took to load.", null, LoadBuckets);
        RunDuration = meter.CreateHistogram("modelhub.inference.run.duration", "s", "How long runs took from their turn on.", null, RunBuckets);
        LoadedModels = meter.CreateUpDownCounter<long>("modelhub.inference.loaded_models", "{model}", "How many models are loaded.");
    }

    public Histogram<double> LoadDuration { get; }

    public Histogram<double> RunDuration { get; }

    public UpDownCounter<long> LoadedModels { get; }
}
