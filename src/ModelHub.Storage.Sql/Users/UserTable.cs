namespace ModelHub.Storage.Sql;

/// <summary>The table <c>users</c>.</summary>
internal static class UserTable
{
    private const string Columns =
        "id AS Id, name AS Name, email AS Email, password_hash AS PasswordHash, role AS Role, created_at AS CreatedAt";

    private const string InsertSql = $"""
        INSERT INTO users (name, email, email_key, password_hash, role, created_at)
        VALUES (@Name, @Email, @EmailKey, @PasswordHash, @Role, @Now)
        ON CONFLICT DO NOTHING RETURNING {Columns}
        """;

    private const string FindSql = $"SELECT {Columns} FROM users WHERE name = @Name";
    private const string SetPasswordHashSql = "UPDATE users SET password_hash = @PasswordHash WHERE id = @Id";

    /// <summary>Inserts a user; null when the name or the mail address is taken.</summary>
    public static Task<UserRow?> InsertAsync(SqlSession session, NewUserAccount user, long now) => session.FindAsync<UserRow>(InsertSql, new
    {
        Name = user.Name.ToLowerInvariant(),
        user.Email,
        EmailKey = user.Email?.ToLowerInvariant(),
        user.PasswordHash,
        Role = EnumText.Of(user.Role),
        Now = now,
    });

    public static Task<UserRow?> FindAsync(SqlSession session, string name) =>
        session.FindAsync<UserRow>(FindSql, new { Name = name.ToLowerInvariant() });

    public static Task<int> SetPasswordHashAsync(SqlSession session, long id, string passwordHash) =>
        session.ExecuteAsync(SetPasswordHashSql, new { Id = id, PasswordHash = passwordHash });
}
