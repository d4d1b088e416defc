using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ModelHub.Inference.Tests;

public sealed class AddOnnxRuntimeTests
{
    [Fact]
    public void Add_Twice_RegistersOneEngine()
    {
        var builder = new Builder();
        builder.AddOnnxRuntime().AddOnnxRuntime(options => options.IntraOpThreads = 2);
        using var provider = builder.Services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Assert.Equal("onnxruntime", Assert.Single(provider.GetServices<IInferenceEngine>()).Name);
        Assert.Same(provider.GetRequiredService<IModelServer>(), provider.GetRequiredService<IModelServer>());
        Assert.Equal(2, provider.GetRequiredService<IOptions<OnnxRuntimeOptions>>().Value.IntraOpThreads);
    }

    [Theory]
    [InlineData("IntraOpThreads", 4)]
    [InlineData("Other", 1)]
    public void Options_ComeFromTheConfiguration(string setting, int threads) => Assert.Equal(threads, Read(setting, "4").IntraOpThreads);

    [Theory]
    [InlineData("0")]
    [InlineData("257")]
    public void Options_OutOfRange_NameTheSettingAndItsRange(string setting)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Read("IntraOpThreads", setting));
        Assert.Equal("ModelHub:OnnxRuntime:IntraOpThreads needs to be 1 to 256; leave it out for 1.", failure.Message);
    }

    private static OnnxRuntimeOptions Read(string setting, string value)
    {
        var builder = new Builder();
        builder.Services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [$"ModelHub:OnnxRuntime:{setting}"] = value }).Build());
        using var provider = builder.AddOnnxRuntime().Services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<OnnxRuntimeOptions>>().Value;
    }

    private sealed class Builder : IModelHubBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();
    }
}
