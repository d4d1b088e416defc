namespace ModelHub.Conformance.Models;

/// <summary>A database for tests, empty at first; disposing removes it.</summary>
public abstract class StoreDatabase : IAsyncDisposable
{
    /// <summary>Registers the provider under test on this database.</summary>
    public abstract void Register(IModelHubBuilder builder);

    /// <summary>Another host on this database.</summary>
    public StoreHost NewHost(TimeProvider? time = null) => new(Register, time);

    public abstract ValueTask DisposeAsync();
}
