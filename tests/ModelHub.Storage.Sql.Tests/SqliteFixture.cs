using ModelHub.Conformance.Models;

namespace ModelHub.Storage.Sql.Tests;

public sealed class SqliteFixture : StoreFixture
{
    public override Task<StoreDatabase> CreateDatabaseAsync() => Task.FromResult<StoreDatabase>(new SqliteTestDatabase());
}
