using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ReferenceHost;

/// <summary>The small steps of Program.cs.</summary>
internal static class HostExtensions
{
    private const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>Reads the host's settings and sets the defaults that configuration may override.</summary>
    public static HostSettings AddHostSettings(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(HostSettings.Section);
        builder.Services.AddOptions<HostSettings>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey])) builder.WebHost.UseUrls(DefaultUrl);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddSimpleConsole(options => options.SingleLine = true);
        return section.Get<HostSettings>() ?? new HostSettings();
    }

    /// <summary>Prints where the hub answers, since the framework's own lines are switched off.</summary>
    public static void SayWhenReady(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        Console.WriteLine($"ModelHub is ready at {string.Join(", ", addresses)} (docs at /docs)");
    });
}
