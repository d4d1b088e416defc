using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ModelHub.Storage.FileSystem.CrashWriter;

namespace ModelHub.Storage.FileSystem.Tests;

public sealed class OptionsTests : IDisposable
{
    private readonly TestRoot _root = new();

    public OptionsTests() => File.WriteAllText(_root.Outside("a-file"), "");

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task MissingPath_StopsTheStart_AndSaysWhatToSet(string path)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(path));
        Assert.Contains("ModelHub:Storage:RootPath is missing. Set it", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a-file")]
    [InlineData("a-file/below")]
    [InlineData("zero\0")]
    public async Task UnusablePath_StopsTheStart_AndNamesTheSetting(string name) => await AssertRefusedAsync(_root.Outside(name));

    // The kernel lets nobody make a directory here, root neither.
    [Fact]
    public async Task UnwritablePath_StopsTheStart_AndNamesTheSetting() => await AssertRefusedAsync("/proc/modelhub");

    [Fact]
    public async Task TempDirectoryThatIsALink_StopsTheStart()
    {
        Directory.CreateDirectory(_root.Path);
        Directory.CreateSymbolicLink(Path.Join(_root.Path, ".tmp"), Directory.CreateDirectory(_root.Outside("elsewhere")).FullName);
        await AssertRefusedAsync(_root.Path);
    }

    [Fact]
    public async Task UsablePath_IsMadeAndLeftEmpty()
    {
        await StartAsync(Path.Join(_root.Path, "new/root"));
        Assert.Equal([Path.Join(_root.Path, "new/root/.tmp")], Directory.GetFileSystemEntries(Path.Join(_root.Path, "new/root")));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Join(_root.Path, "new/root/.tmp")));
    }

    [Fact]
    public async Task Path_CanComeFromConfiguration()
    {
        var builder = new StoreBuilder();
        builder.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("ModelHub:Storage:RootPath", _root.Path)]).Build());
        builder.UseFileSystemStorage(_ => { });
        await using var services = builder.Services.BuildServiceProvider();
        Assert.Null(await services.GetRequiredService<IArtifactStore>().FindAsync(new ArtifactKey("models", "x")));
        Assert.True(Directory.Exists(_root.Path));
    }

    [Fact]
    public async Task Registration_Twice_IsOneStoreOfTheLastPath()
    {
        var builder = new StoreBuilder();
        Assert.Same(builder, builder.UseFileSystemStorage(_root.Outside("first")).UseFileSystemStorage(_root.Path));
        await using var services = builder.Services.BuildServiceProvider();
        Assert.Single(services.GetServices<IArtifactStore>());
        Assert.Single(services.GetServices<IValidateOptions<FileSystemStorageOptions>>());
        Assert.True(Directory.Exists(_root.Path));
        Assert.False(Directory.Exists(_root.Outside("first")));
    }

    private static async Task AssertRefusedAsync(string path)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(path));
        Assert.Contains("ModelHub:Storage:RootPath", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Choose a directory", failure.Message, StringComparison.Ordinal);
    }

    private static async Task StartAsync(string path)
    {
        var host = Host.CreateEmptyApplicationBuilder(null);
        var builder = new StoreBuilder();
        builder.UseFileSystemStorage(path);
        foreach (var service in builder.Services) host.Services.Add(service);
        using var app = host.Build();
        await app.StartAsync();
        await app.StopAsync();
    }
}
