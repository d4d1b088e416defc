using ModelHub.Conformance.Models;

namespace ModelHub.Storage.Sql.Tests;

public sealed class SqliteModelStoreTests(SqliteFixture fixture) : ModelStoreConformance(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteModelVersionTests(SqliteFixture fixture) : ModelVersionConformance(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteModelAliasTests(SqliteFixture fixture) : ModelAliasConformance(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteModelListTests(SqliteFixture fixture) : ModelListConformance(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteModelConcurrencyTests(SqliteFixture fixture) : ModelConcurrencyConformance(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteStoreStartTests(SqliteFixture fixture) : StoreStartConformance(fixture), IClassFixture<SqliteFixture>;

public sealed class SqliteUserStoreTests(SqliteFixture fixture) : UserStoreConformance(fixture), IClassFixture<SqliteFixture>;
