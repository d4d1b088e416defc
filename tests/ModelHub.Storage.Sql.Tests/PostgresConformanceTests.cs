using ModelHub.Conformance.Models;

namespace ModelHub.Storage.Sql.Tests;

public sealed class PostgresModelStoreTests(PostgresFixture fixture) : ModelStoreConformance(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresModelVersionTests(PostgresFixture fixture) : ModelVersionConformance(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresModelAliasTests(PostgresFixture fixture) : ModelAliasConformance(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresModelListTests(PostgresFixture fixture) : ModelListConformance(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresModelConcurrencyTests(PostgresFixture fixture) : ModelConcurrencyConformance(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresStoreStartTests(PostgresFixture fixture) : StoreStartConformance(fixture), IClassFixture<PostgresFixture>;

public sealed class PostgresUserStoreTests(PostgresFixture fixture) : UserStoreConformance(fixture), IClassFixture<PostgresFixture>;
