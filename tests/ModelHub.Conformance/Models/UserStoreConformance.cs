namespace ModelHub.Conformance.Models;

/// <summary>What <see cref="IUserStore"/> promises.</summary>
public abstract class UserStoreConformance(StoreFixture fixture) : StoreSuite(fixture)
{
    [Fact]
    public async Task Create_KeepsEverything()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);

        var created = await Users.CreateUserAsync(new NewUserAccount(Owner, $"{Owner}@Example.org", "hash:$1'\"", HubRole.Admin));

        Assert.True(created.Id > 0);
        Assert.Equal(Owner, created.Name);
        Assert.Equal($"{Owner}@Example.org", created.Email);
        Assert.Equal("hash:$1'\"", created.PasswordHash);
        Assert.Equal(HubRole.Admin, created.Role);
        Assert.InRange(created.CreatedAt, before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal(created, await Users.FindUserAsync(Owner));
    }

    [Fact]
    public async Task Create_WithoutMail_MayHappenOften()
    {
        var first = await CreateUserAsync("a", null);
        var second = await CreateUserAsync("b", null);

        Assert.Null(first.Email);
        Assert.Null(second.Email);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Create_OfATakenName_IsAConflictWhateverTheCase()
    {
        var first = await CreateUserAsync("taken", $"{Owner}@a");

        var exception = await AssertFailsAsync(ModelHubErrorCode.Conflict, () =>
            Users.CreateUserAsync(new NewUserAccount($"{Owner}-TAKEN", $"{Owner}@b", "h", HubRole.Member)));

        Assert.Contains("name", exception.Message, StringComparison.Ordinal);
        Assert.Equal(first, await Users.FindUserAsync($"{Owner}-taken"));
        Assert.NotNull(await CreateUserAsync("free", $"{Owner}@b"));
    }

    [Fact]
    public async Task Create_OfATakenMail_IsAConflictWhateverTheCase()
    {
        await CreateUserAsync("first", $"{Owner}.ä@example.org");

        var exception = await AssertFailsAsync(
            ModelHubErrorCode.Conflict, () => CreateUserAsync("second", $"{Owner.ToUpperInvariant()}.Ä@EXAMPLE.org"));

        Assert.Contains("mail", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("first", exception.Message, StringComparison.Ordinal);
        Assert.Null(await Users.FindUserAsync($"{Owner}-second"));
    }

    [Fact]
    public async Task Create_OfBadInput_IsRefusedWithEveryField()
    {
        var account = new NewUserAccount("not a name", "a\0b", "\uD800", HubRole.Member);

        var exception = await AssertFailsAsync(ModelHubErrorCode.InvalidInput, () => Users.CreateUserAsync(account));

        Assert.Equal(["email", "password_hash", "username"], exception.Errors.Select(error => error.Field).Order());
        await AssertInvalidAsync("email", () => CreateUserAsync("long", new string('a', 10_000)));
    }

    [Fact]
    public async Task Find_ComparesWithoutCase()
    {
        var user = await CreateUserAsync("case", null);

        Assert.Equal(user, await Users.FindUserAsync($"{Owner}-CASE".ToUpperInvariant()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a\0b")]
    [InlineData("' OR '1'='1")]
    [InlineData("%")]
    public async Task Find_Unknown_IsNull(string name) => Assert.Null(await Users.FindUserAsync(name));

    [Fact]
    public async Task SetPasswordHash_ReplacesIt_AndNothingElse()
    {
        var user = await CreateUserAsync("hash", $"{Owner}@hash");
        var other = await CreateUserAsync("other", null);

        await Users.SetPasswordHashAsync(user.Id, "new");
        await Users.SetPasswordHashAsync(long.MaxValue, "new");

        Assert.Equal(user with { PasswordHash = "new" }, await Users.FindUserAsync(user.Name));
        Assert.Equal(other, await Users.FindUserAsync(other.Name));
    }

    [Fact]
    public async Task Create_AtOnceOnSeveralHosts_HasOneWinner()
    {
        await using var otherHost = Fixture.Database.NewHost();

        var byName = await RaceAsync(Enumerable.Range(0, 16).Select(i => (Func<Task>)(() =>
            StoreOf(i).CreateUserAsync(new NewUserAccount($"{Owner}-race", $"{Owner}{i}@name", $"{i}", HubRole.Member)))));
        var byMail = await RaceAsync(Enumerable.Range(0, 16).Select(i => (Func<Task>)(() =>
            StoreOf(i).CreateUserAsync(new NewUserAccount($"{Owner}-race{i}", $"{Owner}@mail", $"{i}", HubRole.Member)))));

        foreach (var outcomes in (ModelHubException?[][])[byName, byMail])
        {
            Assert.Single(outcomes, outcome => outcome is null);
            Assert.All(outcomes.OfType<ModelHubException>(), outcome => Assert.Equal(ModelHubErrorCode.Conflict, outcome.Code));
        }

        IUserStore StoreOf(int i) => i % 2 == 0 ? Users : otherHost.Users;
    }

    private Task<UserAccount> CreateUserAsync(string suffix, string? email) =>
        Users.CreateUserAsync(new NewUserAccount($"{Owner}-{suffix}", email, "h", HubRole.Member));
}
