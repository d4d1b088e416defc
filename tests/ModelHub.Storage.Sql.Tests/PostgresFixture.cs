using ModelHub.Conformance.Models;

namespace ModelHub.Storage.Sql.Tests;

public sealed class PostgresFixture : StoreFixture
{
    public override async Task<StoreDatabase> CreateDatabaseAsync() => await PostgresTestDatabase.CreateAsync();
}
