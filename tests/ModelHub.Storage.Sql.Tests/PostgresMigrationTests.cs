using ModelHub.Conformance.Models;

namespace ModelHub.Storage.Sql.Tests;

public sealed class PostgresMigrationTests() : MigrationTests(new PostgresFixture())
{
    private protected override Database Open(StoreDatabase database) =>
        new PostgresDatabase(PostgresDatabase.ReadSettings(((PostgresTestDatabase)database).ConnectionString));
}
