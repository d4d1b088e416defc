using Microsoft.Extensions.DependencyInjection;

namespace ModelHub;

/// <summary>What <c>AddModelHub()</c> returns: providers add themselves to it by extension methods.</summary>
public interface IModelHubBuilder
{
    /// <summary>The app's services.</summary>
    IServiceCollection Services { get; }
}
