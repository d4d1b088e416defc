namespace ModelHub.Storage.Sql;

/// <summary>The hub's users. <see cref="IModelStore.InitializeAsync"/> makes their table, too.</summary>
internal sealed class SqlUserStore(Database database, TimeProvider time) : IUserStore
{
    // RFC 5321: a path is at most 256 characters, two of them angle brackets.
    private const int MaxEmailLength = 254;

    public async Task<UserAccount> CreateUserAsync(NewUserAccount user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        Check(user);
        return await database.WriteAsync(
            async session =>
            {
                var row = await UserTable.InsertAsync(session, user, time.GetUtcNow().ToUnixTimeMilliseconds());
                if (row is not null) return row.ToAccount();
                var nameIsTaken = await UserTable.FindAsync(session, user.Name) is not null;
                throw new ModelHubException(ModelHubErrorCode.Conflict, nameIsTaken
                    ? $"The name {user.Name} is taken; choose another one."
                    : "The mail address belongs to another account; use another one.");
            },
            cancellationToken);
    }

    public async Task<UserAccount?> FindUserAsync(string name, CancellationToken cancellationToken = default)
    {
        if (!ModelName.IsValidPart(name)) return null;
        return (await database.ReadAsync(session => UserTable.FindAsync(session, name), cancellationToken))?.ToAccount();
    }

    public Task SetPasswordHashAsync(long userId, string passwordHash, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(passwordHash);
        var check = new InputCheck();
        check.Text("password_hash", passwordHash);
        check.ThrowIfFailed();
        return database.WriteAsync(session => UserTable.SetPasswordHashAsync(session, userId, passwordHash), cancellationToken);
    }

    private static void Check(NewUserAccount user)
    {
        var check = new InputCheck();
        if (!ModelName.IsValidPart(user.Name)) check.Fail("username", $"Needs {ModelName.PartRule}.");
        if (user.Email?.Length > MaxEmailLength) check.Fail("email", $"Is longer than {MaxEmailLength} characters.");
        check.Text("email", user.Email);
        check.Text("password_hash", user.PasswordHash);
        check.ThrowIfFailed();
    }
}
