namespace ModelHub.Conformance.Models;

/// <summary>What the tests of one class share: a prepared database and a host on it.</summary>
public abstract class StoreFixture : IAsyncLifetime
{
    public StoreDatabase Database { get; private set; } = null!;

    public StoreHost Host { get; private set; } = null!;

    /// <summary>Makes an empty database.</summary>
    public abstract Task<StoreDatabase> CreateDatabaseAsync();

    public async Task InitializeAsync()
    {
        Database = await CreateDatabaseAsync();
        Host = Database.NewHost();
        await Host.Models.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        if (Host is not null) await Host.DisposeAsync();
        if (Database is not null) await Database.DisposeAsync();
    }
}
