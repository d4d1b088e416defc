using Microsoft.Extensions.DependencyInjection;
using static ModelHub.Tests.TestHub;

namespace ModelHub.Tests;

/// <summary>A storage that fails at each of its steps in turn: a publish is there whole, or not at all.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Publish_StorageFailsAtAnyStep_LeavesNothingVisibleAndCanBeTriedAgain()
    {
        var failedSteps = 0;
        for (var step = 1; ; step++)
        {
            await using var test = await TestHub.CreateAsync();
            var faulty = new FaultyArtifacts(test.Artifacts, failAt: step);
            using var services = new ServiceCollection()
                .AddSingleton<IArtifactStore>(faulty)
                .AddSingleton(test.Services.GetRequiredService<IModelStore>())
                .AddModelHub().Services.BuildServiceProvider();
            var hub = services.GetRequiredService<IModelHub>();

            if (await TryPublishAsync(hub)) break;

            failedSteps++;
            var error = await Assert.ThrowsAsync<ModelHubException>(() => test.Hub.GetModelAsync(Ada, ModelName.Parse("ada/m")));
            Assert.Equal(ModelHubErrorCode.NotFound, error.Code);
            Assert.True(await TryPublishAsync(hub), $"The second try after a failure at step {step} did not succeed.");
            var (_, version) = await test.Hub.ResolveAsync(Ada, ModelReference.Parse("ada/m@1.0.0"));
            foreach (var file in version.Files)
            {
                await using var opened = await test.Hub.OpenFileAsync(file);
                Assert.Equal(file.Size, opened.Length);
            }
        }

        Assert.True(failedSteps >= 6, $"Only {failedSteps} steps failed.");
    }

    private static async Task<bool> TryPublishAsync(IModelHub hub)
    {
        try
        {
            await using var session = hub.BeginPublish(Ada);
            await session.AddFileAsync("a", new MemoryStream([1, 2, 3]));
            await session.AddFileAsync("b", new MemoryStream([4, 5]));
            await session.CommitAsync(new PublishRequest { Name = "m", Version = "1.0.0" });
            return true;
        }
        catch (ModelHubException error) when (error.Code == ModelHubErrorCode.Unavailable)
        {
            return false;
        }
    }

    /// <summary>The real store, but for one call that fails as an unreachable one does.</summary>
    private sealed class FaultyArtifacts(IArtifactStore inner, int failAt) : IArtifactStore
    {
        private int _calls;

        public Task<ArtifactPutResult> PutAsync(ArtifactKey key, Stream content, ArtifactPutOptions? options, CancellationToken cancellationToken) =>
            Step(() => inner.PutAsync(key, content, options, cancellationToken));

        public Task<ArtifactContent> OpenAsync(ArtifactKey key, ByteRange? range, CancellationToken cancellationToken) =>
            Step(() => inner.OpenAsync(key, range, cancellationToken));

        public Task<ArtifactInfo?> FindAsync(ArtifactKey key, CancellationToken cancellationToken) =>
            Step(() => inner.FindAsync(key, cancellationToken));

        public IAsyncEnumerable<ArtifactInfo> ListAsync(string bucket, string prefix, string? after, CancellationToken cancellationToken) =>
            inner.ListAsync(bucket, prefix, after, cancellationToken);

        public Task MoveAsync(ArtifactKey source, ArtifactKey destination, CancellationToken cancellationToken) =>
            Step(async () =>
            {
                await inner.MoveAsync(source, destination, cancellationToken);
                return true;
            });

        public Task<bool> DeleteAsync(ArtifactKey key, CancellationToken cancellationToken) => inner.DeleteAsync(key, cancellationToken);

        public object? GetService(Type serviceType) => inner.GetService(serviceType);

        private Task<T> Step<T>(Func<Task<T>> call) => ++_calls == failAt
            ? throw new ModelHubException(ModelHubErrorCode.Unavailable, "The storage does not answer.")
            : call();
    }
}
