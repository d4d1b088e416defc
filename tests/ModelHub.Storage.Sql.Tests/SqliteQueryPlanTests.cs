using System.Text.RegularExpressions;
using Dapper;

namespace ModelHub.Storage.Sql.Tests;

/// <summary>No statement may read a whole table: it would get slower with every model.</summary>
public sealed partial class SqliteQueryPlanTests(SqliteFixture fixture) : IClassFixture<SqliteFixture>
{
    public static TheoryData<string> Names => [.. Statements.All.Select(statement => statement.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Statement_SearchesByAnIndex(string name)
    {
        var sql = Statements.All.Single(statement => statement.Name == name).Sql;

        var plan = await PlanAsync(sql);

        Assert.DoesNotContain(plan, IsScan);
        // A sort before a LIMIT reads what the limit cuts off, unless the parts of a merged list were cut before.
        var mayNotSort = sql.Contains("LIMIT", StringComparison.Ordinal) && !sql.Contains("UNION ALL", StringComparison.Ordinal);
        Assert.False(mayNotSort && plan.Any(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)), string.Join('\n', plan));
    }

    [Theory]
    [InlineData("ListAllSql", "INTEGER PRIMARY KEY (rowid<?)")]
    [InlineData("ListVisibleSql", "models_by_visibility (visibility=? AND id<?)", "models_by_owner (owner=? AND visibility=? AND id<?)")]
    [InlineData("ListOwnSql", "models_by_owner (owner=? AND visibility=? AND id<?)")]
    [InlineData("ListPublicOfOwnerSql", "models_by_owner (owner=? AND visibility=? AND id<?)")]
    public async Task List_FindsItsPlaceByTheWholeCondition(string name, params string[] searches)
    {
        var plan = await PlanAsync(Statements.All.Single(statement => statement.Name == $"ModelTable.{name}").Sql);

        Assert.Equal(
            searches,
            plan.Where(step => step.StartsWith("SEARCH", StringComparison.Ordinal)).Select(step => searches.Single(step.Contains)).Distinct());
    }

    [Fact]
    public async Task Plan_OfAStatementWithoutAnIndex_IsAScan()
    {
        Assert.Contains(await PlanAsync("SELECT id FROM models WHERE license = @License"), IsScan);
        Assert.Contains(await PlanAsync("SELECT id FROM models ORDER BY license"), step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Fact]
    public void Statements_AreAllSeen() => Assert.InRange(Statements.All.Count, 25, 200);

    [Fact]
    public async Task ForeignKeys_HaveAnIndexToCascadeBy()
    {
        await using var connection = ((SqliteTestDatabase)fixture.Database).Connect();

        var keys = await connection.QueryAsync<(string Table, string Column)>(
            "SELECT m.name, f.\"from\" FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'");
        var leading = await connection.QueryAsync<(string Table, string Column)>(
            """
            SELECT m.name, c.name FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
            WHERE m.type = 'table' AND c.seqno = 0
            """);

        Assert.Equal(4, keys.Count());
        Assert.Empty(keys.Except(leading));
    }

    // Also a scan of an index, and an index that SQLite would have to make for the one query.
    private static bool IsScan(string step) => ScanOfATable().IsMatch(step) || step.Contains("AUTOMATIC", StringComparison.Ordinal);

    [GeneratedRegex("^SCAN (TABLE )?(model|user|schema)")]
    private static partial Regex ScanOfATable();

    private async Task<IReadOnlyList<string>> PlanAsync(string sql)
    {
        await using var connection = ((SqliteTestDatabase)fixture.Database).Connect();
        var arguments = new DynamicParameters();
        foreach (var parameter in Statements.ParametersOf(sql)) arguments.Add(parameter, 1);
        return [.. (await connection.QueryAsync($"EXPLAIN QUERY PLAN {sql}", arguments)).Select(row => (string)row.detail)];
    }
}
