namespace ModelHub.Storage.Sql.Tests;

public sealed class MigrationFileTests
{
    [Fact]
    public void Select_TakesSharedScriptsAndTheDialectsOwn_InOrder()
    {
        (string, string)[] scripts =
        [
            ("0002_search.sqlite.sql", "lite"), ("0001_models.sql", "shared\r\n{{id}}"), ("0002_search.postgres.sql", "pg"), ("0003_last.sql", "last"),
        ];

        var sqlite = Migration.Select(scripts, "sqlite", sql => sql.Replace("{{id}}", "ID", StringComparison.Ordinal));
        var postgres = Migration.Select(scripts, "postgres", sql => sql);

        Assert.Equal([(1, "models", "shared\nID"), (2, "search", "lite"), (3, "last", "last")], sqlite.Select(step => (step.Number, step.Name, step.Sql)));
        Assert.Equal(["shared\n{{id}}", "pg", "last"], postgres.Select(step => step.Sql));
    }

    [Fact]
    public void Checksum_DependsOnTheSql_NotOnLineEnds()
    {
        var unix = Migration.Select([("0001_a.sql", "a\nb")], "sqlite", sql => sql);
        var windows = Migration.Select([("0001_a.sql", "a\r\nb")], "sqlite", sql => sql);
        var changed = Migration.Select([("0001_a.sql", "a\nc")], "sqlite", sql => sql);

        Assert.Equal(unix[0].Checksum, windows[0].Checksum);
        Assert.NotEqual(unix[0].Checksum, changed[0].Checksum);
    }

    [Theory]
    [InlineData("0001_a.sql", "0003_c.sql")]
    [InlineData("0001_a.sql", "0001_b.sql")]
    [InlineData("0002_a.sql")]
    [InlineData("0001_a.sql", "0002_b.postgres.sql", "0003_c.sql")]
    [InlineData("models.sql")]
    [InlineData("0001_a.oracle.sql")]
    public void Select_OfWrongNumbersOrNames_Fails(params string[] fileNames) =>
        Assert.Throws<InvalidOperationException>(() => Migration.Select(fileNames.Select(name => (name, "")), "sqlite", sql => sql));
}
