using ModelHub.Conformance.Models;

namespace ModelHub.Storage.Sql.Tests;

public sealed class SqliteMigrationTests() : MigrationTests(new SqliteFixture())
{
    private protected override Database Open(StoreDatabase database) => new SqliteDatabase(((SqliteTestDatabase)database).Path);
}
