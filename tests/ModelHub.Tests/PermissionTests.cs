using static ModelHub.Tests.TestHub;

namespace ModelHub.Tests;

public sealed class PermissionTests : IAsyncLifetime
{
    private static readonly ModelName Private = ModelName.Parse("ada/private");
    private static readonly ModelName Public = ModelName.Parse("ada/public");
    private TestHub _test = null!;

    public static TheoryData<string> Reads => new(Calls.Where(call => !call.Writes).Select(call => call.Name));

    public static TheoryData<string> Writes => new(Calls.Where(call => call.Writes).Select(call => call.Name));

    private static IReadOnlyList<(string Name, bool Writes, Func<IModelHub, HubUser, ModelName, Task> Run)> Calls { get; } =
    [
        ("get", false, (hub, user, name) => hub.GetModelAsync(user, name)),
        ("versions", false, (hub, user, name) => hub.ListVersionsAsync(user, name, new PageRequest())),
        ("resolve", false, (hub, user, name) => hub.ResolveAsync(user, new ModelReference(name))),
        ("resolve alias", false, (hub, user, name) => hub.ResolveAsync(user, new ModelReference(name, "champion"))),
        ("aliases", false, (hub, user, name) => hub.ListAliasesAsync(user, name)),
        ("update", true, (hub, user, name) => hub.UpdateModelAsync(user, name, new ModelDetails { Description = "changed" })),
        ("set alias", true, (hub, user, name) => hub.SetAliasAsync(user, name, "champion", SemanticVersion.Parse("1.0.0"))),
        ("delete alias", true, (hub, user, name) => hub.DeleteAliasAsync(user, name, "champion")),
        ("delete", true, (hub, user, name) => hub.DeleteModelAsync(user, name)),
    ];

    public async Task InitializeAsync()
    {
        _test = await TestHub.CreateAsync();
        foreach (var (name, visibility) in new[] { ("private", ModelVisibility.Private), ("public", ModelVisibility.Public) })
        {
            var request = new PublishRequest { Name = name, Version = "1.0.0", Details = new ModelDetails { Visibility = visibility } };
            var (model, version) = await _test.PublishAsync(Ada, request, ("file", [1, 2, 3]));
            await _test.Hub.SetAliasAsync(Ada, model.Name, "champion", version.Version);
        }
    }

    public async Task DisposeAsync() => await _test.DisposeAsync();

    [Theory]
    [MemberData(nameof(Reads))]
    [MemberData(nameof(Writes))]
    public async Task SomebodyElsesPrivateModel_DoesNotExist(string call)
    {
        var error = await Assert.ThrowsAsync<ModelHubException>(() => Run(call, Bob, Private));
        var missing = await Assert.ThrowsAsync<ModelHubException>(() => Run(call, Bob, ModelName.Parse("ada/missing")));

        Assert.Equal(ModelHubErrorCode.NotFound, error.Code);
        Assert.Equal(missing.Message, error.Message.Replace("private", "missing", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Reads))]
    public Task PublicModel_IsReadableByEverybody(string call) => Run(call, Bob, Public);

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task PublicModel_IsNotChangedByOthers(string call)
    {
        var error = await Assert.ThrowsAsync<ModelHubException>(() => Run(call, Bob, Public));

        Assert.Equal(ModelHubErrorCode.Forbidden, error.Code);
        Assert.Equal("", (await _test.Hub.GetModelAsync(Ada, Public)).Description);
    }

    [Theory]
    [MemberData(nameof(Reads))]
    [MemberData(nameof(Writes))]
    public async Task OwnerAndAdmin_MayDoEverything(string call)
    {
        await Run(call, Admin, Public);
        await Run(call, Ada, Private);
    }

    [Fact]
    public async Task List_HoldsOwnAndPublicModelsOnly()
    {
        Assert.Equal(["public"], await Names(Bob));
        Assert.Equal(["public", "private"], await Names(Ada));
        Assert.Equal(["public", "private"], await Names(Admin));

        async Task<IEnumerable<string>> Names(HubUser user) =>
            (await _test.Hub.ListModelsAsync(user, new ModelQuery())).Items.Select(model => model.Name.Name);
    }

    [Fact]
    public async Task Publish_UnderAnotherOwner_IsForbidden()
    {
        var request = new PublishRequest { Owner = "ada", Name = "private", Version = "2.0.0" };

        var error = await Assert.ThrowsAsync<ModelHubException>(() => _test.PublishAsync(Bob, request, ("a", [1])));

        Assert.Equal(ModelHubErrorCode.Forbidden, error.Code);
        Assert.Empty(await _test.ListKeysAsync("staging/"));
    }

    [Fact]
    public async Task Lease_WithoutAnEngine_SaysSo()
    {
        var error = await Assert.ThrowsAsync<ModelHubException>(() => _test.Hub.LeaseAsync(Ada, new ModelReference(Private)));

        Assert.Equal(ModelHubErrorCode.Unsupported, error.Code);
    }

    private Task Run(string call, HubUser user, ModelName name) => Calls.Single(known => known.Name == call).Run(_test.Hub, user, name);
}
