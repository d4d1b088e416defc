namespace ModelHub.Inference.Tests;

/// <summary>A hub per test, closed at the end, with a folder of its own.</summary>
public abstract class OnnxTestBase : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modelhub-tests-");

    internal TestHub Hub { get; } = new();

    protected string Folder => _folder.FullName;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await Hub.CloseAsync();
        _folder.Delete(recursive: true);
    }

    internal static async Task<InferenceResponse> RunAsync(IModelLease lease, params InferenceTensor[] inputs)
    {
        using var request = new InferenceRequest(inputs);
        return await lease.RunAsync(request);
    }
}
