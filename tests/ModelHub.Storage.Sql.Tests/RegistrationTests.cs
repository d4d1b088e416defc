using System.Reflection;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using ModelHub.Conformance.Models;

namespace ModelHub.Storage.Sql.Tests;

public sealed class RegistrationTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":memory:")]
    [InlineData("file:hub.db?mode=memory")]
    public void UseSqlite_OfNoFile_IsRefusedAtOnce(string path) =>
        Assert.Throws<ArgumentException>(() => new StoreHost(builder => builder.UseSqlite(path)));

    [Theory]
    [InlineData("")]
    [InlineData("not a connection string")]
    [InlineData("Host=localhost;NoSuchSetting=1")]
    public void UsePostgres_OfABadConnectionString_IsRefusedAtOnce(string connectionString) =>
        Assert.Throws<ArgumentException>(() => new StoreHost(builder => builder.UsePostgres(connectionString)));

    [Fact]
    public async Task Use_Twice_RegistersOnce_AndTheFirstCounts()
    {
        await using var database = new SqliteTestDatabase();
        await using var host = new StoreHost(builder =>
        {
            database.Register(builder);
            var count = builder.Services.Count;
            database.Register(builder);
            builder.UsePostgres("Host=127.0.0.1;Port=1");
            Assert.Equal(count, builder.Services.Count);
        });

        await host.Models.InitializeAsync();

        Assert.True(File.Exists(database.Path));
    }

    [Fact]
    public void Package_ShowsNothingButItsTwoCalls()
    {
        var shown = typeof(SqlModelHubBuilderExtensions).Assembly.GetExportedTypes();

        Assert.Equal([typeof(SqlModelHubBuilderExtensions)], shown);
        Assert.Equal(
            ["UsePostgres", "UseSqlite"],
            shown[0].GetMethods(BindingFlags.Static | BindingFlags.Public).Select(method => method.Name).Order());
    }

    [Fact]
    public async Task Package_LeavesTheAppsDapperSettingsAlone()
    {
        await using var database = new SqliteTestDatabase();
        await using var host = database.NewHost();
        await host.Models.InitializeAsync();
        await host.Models.ListModelsAsync(new ModelQuery(), null);

        Assert.False(DefaultTypeMap.MatchNamesWithUnderscores);
        Assert.False(SqlMapper.HasTypeHandler(typeof(SemanticVersion)));
        Assert.False(SqlMapper.HasTypeHandler(typeof(DateTimeOffset)));
        Assert.Null(SqlMapper.Settings.CommandTimeout);
    }
}
