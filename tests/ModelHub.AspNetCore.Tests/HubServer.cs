using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ModelHub.AspNetCore.Tests;

/// <summary>The whole hub behind Kestrel on this machine: SQLite, files, ONNX Runtime. Nothing in it is a stand-in.</summary>
public sealed class HubServer : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const long MaxFormBytes = 4 * 1024 * 1024;
    public const long MaxPredictBytes = 1024 * 1024;
    public static readonly byte[] KeySecret = [.. Enumerable.Range(1, 48).Select(i => (byte)i)];
    public static readonly byte[] OldKeySecret = [.. Enumerable.Range(101, 48).Select(i => (byte)i)];
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("modelhub-web-");
    private readonly Dictionary<string, string?> _settings;
    private readonly Action<IServiceCollection>? _services;
    private WebApplication? _app;

    public HubServer()
        : this(null)
    {
    }

    internal HubServer(Dictionary<string, string?>? settings, Action<IServiceCollection>? services = null)
    {
        _settings = settings ?? [];
        _services = services;
    }

    public TestLog Log { get; } = new();

    public Uri Address => new(_app!.Urls.Single());

    public IServiceProvider Services => _app!.Services;

    /// <summary>Sends no token.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    public HttpClient Alice { get; private set; } = null!;

    public HttpClient Bob { get; private set; } = null!;

    public static string ModelPath(string name) => Path.Combine(AppContext.BaseDirectory, "Models", name);

    public async Task InitializeAsync()
    {
        await StartAsync();
        Alice = await LoginAsync("alice");
        Bob = await LoginAsync("bob");
    }

    public async Task DisposeAsync()
    {
        Anonymous?.Dispose();
        Alice?.Dispose();
        Bob?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }

    internal async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ModelHub:Http:MaxFormBytes"] = $"{MaxFormBytes}",
            ["ModelHub:Http:MaxPredictBytes"] = $"{MaxPredictBytes}",
            ["ModelHub:Http:MaxTensorElements"] = "200000",
            ["ModelHub:Http:AuthRequestsPerMinute"] = "100000",
            ["ModelHub:Jwt:Keys:0:Id"] = "new",
            ["ModelHub:Jwt:Keys:0:Secret"] = Convert.ToBase64String(KeySecret),
            ["ModelHub:Jwt:Keys:1:Id"] = "old",
            ["ModelHub:Jwt:Keys:1:Secret"] = Convert.ToBase64String(OldKeySecret),
        });
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.AddModelHub()
            .UseFileSystemStorage(Path.Combine(_data.FullName, "artifacts"))
            .UseSqlite(Path.Combine(_data.FullName, "hub.db"))
            .AddOnnxRuntime()
            .AddHttpApi()
            .AddJwtAuthentication();
        _services?.Invoke(builder.Services);
        _app = builder.Build();
        _app.MapModelHub();
        await _app.StartAsync();
        Anonymous = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Makes an account and gives a client with its token.</summary>
    internal async Task<HttpClient> LoginAsync(string name)
    {
        using var registered = await Anonymous.PostAsJsonAsync("/api/v1/auth/register", new { username = name, password = Password });
        registered.EnsureSuccessStatusCode();
        using var answer = await Anonymous.PostAsync("/api/v1/auth/token", new FormUrlEncodedContent([new("username", name), new("password", Password)]));
        var token = (await answer.ReadJsonAsync()).GetProperty("access_token").GetString();
        return With(token!);
    }

    internal HttpClient With(string token)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Publishes a file of the test models and gives the answer.</summary>
    internal static async Task<JsonElement> PublishAsync(HttpClient client, string name, string modelFile, string version = "1.0.0", params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new StringContent(name), "name" }, { new StringContent(version), "version" }, { new StringContent("onnx"), "format" } };
        foreach (var field in fields) form.Add(new StringContent(field.Value), field.Name);
        form.Add(new ByteArrayContent(await File.ReadAllBytesAsync(ModelPath(modelFile))), "model_file", Path.GetFileName(modelFile));
        using var answer = await client.PostAsync("/api/v1/models", form);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.ReadJsonAsync();
    }
}
