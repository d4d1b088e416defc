using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ModelHub.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void AddModelHub_Twice_RegistersOnce()
    {
        var once = new ServiceCollection();
        once.AddModelHub();
        var twice = new ServiceCollection();
        twice.AddModelHub();
        twice.AddModelHub();

        Assert.Equal(
            once.Count(service => service.ServiceType == typeof(IHostedService)),
            twice.Count(service => service.ServiceType == typeof(IHostedService)));
        Assert.Single(twice, service => service.ServiceType == typeof(IModelHub));
    }

    [Fact]
    public void MissingProvider_SaysWhichCallIsMissing()
    {
        using var services = new ServiceCollection().AddModelHub().Services.BuildServiceProvider();

        var error = Assert.Throws<InvalidOperationException>(services.GetRequiredService<IModelHub>);

        Assert.Contains("UseSqlite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithBadOptions_ReportsEverySettingByItsFullName()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddModelHub(options =>
        {
            options.MaxVersionBytes = 0;
            options.MaxVersionFiles = -1;
        });
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("ModelHub:MaxVersionBytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("ModelHub:MaxVersionFiles", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Janitor_RemovesOnlyOldStaging()
    {
        var time = new ShiftedTime();
        await using var test = await TestHub.CreateAsync(services => services.AddSingleton<TimeProvider>(time));
        await test.Artifacts.PutAsync(new ArtifactKey(ArtifactKey.ModelsBucket, "staging/old"), new MemoryStream([1]));
        var janitor = test.Services.GetServices<IHostedService>().OfType<Publishing.StagingJanitor>().Single();

        await janitor.SweepAsync(default);
        Assert.Single(await test.ListKeysAsync("staging/"));

        time.Shift = TimeSpan.FromHours(25);
        await janitor.SweepAsync(default);
        Assert.Empty(await test.ListKeysAsync("staging/"));
    }

    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
