namespace ReferenceHost;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Created administrator {User}.")]
    public static partial void AdminCreated(ILogger logger, string user);

    [LoggerMessage(3, LogLevel.Warning, "Sample {Model} {Version} is left out: {File} is not there. It is fetched at build time and needs a package registry.")]
    public static partial void SampleLeftOut(ILogger logger, string model, string version, string file);

    [LoggerMessage(4, LogLevel.Warning, "Sample {Model} {Version} could not be published.")]
    public static partial void SampleFailed(ILogger logger, string model, string version, Exception exception);
}
