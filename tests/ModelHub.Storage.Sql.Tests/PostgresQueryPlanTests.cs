using Dapper;
using Npgsql;

namespace ModelHub.Storage.Sql.Tests;

/// <summary>No statement may read a whole table: it would get slower with every model.</summary>
public sealed class PostgresQueryPlanTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    public static TheoryData<string> Names => [.. Statements.All.Select(statement => statement.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Statement_SearchesByAnIndex(string name)
    {
        var sql = Statements.All.Single(statement => statement.Name == name).Sql;

        var plan = await PlanAsync(sql);

        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        // A sort before a LIMIT reads what the limit cuts off, unless the parts of a merged list were cut before.
        var mayNotSort = sql.Contains("LIMIT", StringComparison.Ordinal) && !sql.Contains("UNION ALL", StringComparison.Ordinal);
        Assert.False(mayNotSort && plan.Contains("Sort", StringComparison.Ordinal), plan);
        // A filter reads rows to throw them away: as many as it likes before a LIMIT is reached.
        var mayNotFilter = sql.Contains("LIMIT", StringComparison.Ordinal);
        Assert.False(mayNotFilter && plan.Contains("Filter", StringComparison.Ordinal), plan);
    }

    [Fact]
    public async Task Plan_OfAStatementWithoutAnIndex_IsAScan()
    {
        Assert.Contains("Seq Scan", await PlanAsync("SELECT id FROM models WHERE license = @License"), StringComparison.Ordinal);
        Assert.Contains("Sort", await PlanAsync("SELECT id FROM models ORDER BY license"), StringComparison.Ordinal);
        Assert.Contains("Filter", await PlanAsync("SELECT id FROM models WHERE id < @Id AND license = @License"), StringComparison.Ordinal);
    }

    // The plan for parameters whose values are not known, as it is on big tables: there a scan costs more than any index.
    private async Task<string> PlanAsync(string sql)
    {
        await using var connection = ((PostgresTestDatabase)fixture.Database).Connect();
        await connection.OpenAsync();
        var parameters = Statements.ParametersOf(sql).ToList();
        var numbered = Statements.Replace(sql, parameter => $"${parameters.IndexOf(parameter) + 1}");
        await ExecuteAsync("SET enable_seqscan = off; SET enable_bitmapscan = off; SET plan_cache_mode = force_generic_plan");
        await ExecuteAsync($"PREPARE statement AS {numbered}");
        var nulls = string.Join(", ", parameters.Select(_ => "NULL"));
        var lines = await connection.QueryAsync<string>($"EXPLAIN (COSTS OFF) EXECUTE statement{(nulls.Length > 0 ? $"({nulls})" : "")}");
        return string.Join('\n', lines);

        // Npgsql would take the numbers for parameters of its own.
        async Task ExecuteAsync(string text)
        {
            await using var command = new NpgsqlCommand(text, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
