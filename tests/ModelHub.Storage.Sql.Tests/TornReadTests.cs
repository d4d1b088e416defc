using Dapper;
using ModelHub.Conformance.Models;

namespace ModelHub.Storage.Sql.Tests;

/// <summary>A version and its files are read by two statements: what comes or goes between them has to count as absent.</summary>
public sealed class TornReadTests(SqliteFixture fixture) : StoreSuite(fixture), IClassFixture<SqliteFixture>
{
    [Theory]
    [InlineData("1.2.0")]
    [InlineData("1.1.0")]
    [InlineData("1.0.0")]
    public async Task Version_SeenWithoutItsFiles_IsAbsent(string torn)
    {
        var model = await PublishAsync("1.0.0", "1.1.0", "1.2.0");
        var versionId = (await Models.FindVersionAsync(model.Id, V(torn)))!.Id;
        await using (var other = ((SqliteTestDatabase)Fixture.Database).Connect())
        {
            await other.ExecuteAsync("DELETE FROM model_files WHERE version_id = @versionId", new { versionId });
        }

        var listed = await ReadAllAsync(page => Models.ListVersionsAsync(model.Id, page), 1);

        Assert.Null(await Models.FindVersionAsync(model.Id, V(torn)));
        Assert.Equal(((string[])["1.2.0", "1.1.0", "1.0.0"]).Where(version => version != torn), listed.Select(version => version.Version.ToString()));
    }
}
