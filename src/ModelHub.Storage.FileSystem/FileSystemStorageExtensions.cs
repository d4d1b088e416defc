using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ModelHub;
using ModelHub.Storage.FileSystem;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the hub's artifacts on a disk.</summary>
public static class FileSystemStorageExtensions
{
    /// <summary>Keeps artifacts in a directory, which is created when it does not exist.</summary>
    /// <param name="builder">The hub.</param>
    /// <param name="rootPath">The directory; see <see cref="FileSystemStorageOptions.RootPath"/>.</param>
    /// <returns>The same builder.</returns>
    public static IModelHubBuilder UseFileSystemStorage(this IModelHubBuilder builder, string rootPath) =>
        builder.UseFileSystemStorage(options => options.RootPath = rootPath);

    /// <summary>Keeps artifacts in a directory, which is created when it does not exist.</summary>
    /// <remarks>
    /// Configuration is bound first, then <paramref name="configure"/> runs. An <see cref="IArtifactStore"/> that is
    /// registered already stays. The directory is tried at start: <see cref="OptionsValidationException"/> says what is wrong.
    /// </remarks>
    /// <param name="builder">The hub.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The same builder.</returns>
    public static IModelHubBuilder UseFileSystemStorage(this IModelHubBuilder builder, Action<FileSystemStorageOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<FileSystemStorageOptions>()
            .Configure<IServiceProvider>((options, provider) =>
                provider.GetService<IConfiguration>()?.GetSection(FileSystemStorageOptions.SectionName).Bind(options))
            .Configure(configure)
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FileSystemStorageOptions>, FileSystemStorageValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IArtifactStore, FileSystemArtifactStore>();
        return builder;
    }
}
