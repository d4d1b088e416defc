using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ModelHub.Inference.Tests;

/// <summary>A hub with nothing but ONNX Runtime, and what it logged and measured.</summary>
internal sealed class TestHub : IModelHubBuilder, ILoggerProvider
{
    private readonly ServiceProvider _provider;
    private readonly MeterListener _listener = new();
    private long _loadedModels;

    public TestHub(Action<OnnxRuntimeOptions>? configure = null)
    {
        Services.AddLogging(logging => logging.AddProvider(this).SetMinimumLevel(LogLevel.Debug));
        this.AddOnnxRuntime(configure ?? (_ => { }));
        _provider = Services.BuildServiceProvider();
        var meters = _provider.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref _loadedModels, change));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Durations.Add((instrument.Name, value, tags.ToArray().ToDictionary())));
        _listener.Start();
        Server = _provider.GetRequiredService<IModelServer>();
    }

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IModelServer Server { get; }

    public long LoadedModels => Volatile.Read(ref _loadedModels);

    public ConcurrentBag<(string Name, double Seconds, Dictionary<string, object?> Tags)> Durations { get; } = [];

    public ConcurrentQueue<(EventId Id, string Message, Exception? Exception)> Logs { get; } = new();

    public int Count(int eventId) => Logs.Count(log => log.Id.Id == eventId);

    public ValueTask<IModelLease> AcquireAsync(string model, bool local = true) => Server.AcquireAsync(FolderPackage.Of(model, local));

    public async Task<ModelHubException> FailToAcquireAsync(IModelPackage package) =>
        await Assert.ThrowsAsync<ModelHubException>(async () => (await Server.AcquireAsync(package)).Dispose());

    public ILogger CreateLogger(string categoryName) => new Recorder(Logs);

    public void StopMeasuring() => _listener.Dispose();

    public void Dispose() => _listener.Dispose();

    public async ValueTask CloseAsync()
    {
        await _provider.DisposeAsync();
        _listener.Dispose();
    }

    private sealed class Recorder(ConcurrentQueue<(EventId Id, string Message, Exception? Exception)> logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Enqueue((eventId, formatter(state, exception), exception));
    }
}
