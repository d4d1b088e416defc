using System.Globalization;

namespace ModelHub.Storage.Sql;

/// <summary>The table <c>models</c>.</summary>
internal static class ModelTable
{
    private const char List = 'm';

    private const string Columns = """
        id AS Id, owner AS Owner, name AS Name, display_name AS DisplayName, description AS Description, framework AS Framework,
        task_type AS TaskType, tags AS Tags, license AS License, visibility AS Visibility, current_version AS CurrentVersion,
        downloads AS Downloads, created_at AS CreatedAt, updated_at AS UpdatedAt, row_version AS RowVersion
        """;

    private const string InsertRow = """
        INSERT INTO models (owner, name, display_name, description, framework, task_type, tags, license, visibility,
            created_at, updated_at, row_version)
        VALUES (@Owner, @Name, COALESCE(@DisplayName, @Name), COALESCE(@Description, ''), COALESCE(@Framework, ''),
            COALESCE(@TaskType, ''), COALESCE(@Tags, '[]'), COALESCE(@License, ''), COALESCE(@Visibility, 'private'), @Now, @Now, @RowVersion)
        ON CONFLICT (owner, name) DO
        """;

    private const string SetDetails = """
        SET display_name = COALESCE(@DisplayName, models.display_name), description = COALESCE(@Description, models.description),
            framework = COALESCE(@Framework, models.framework), task_type = COALESCE(@TaskType, models.task_type),
            tags = COALESCE(@Tags, models.tags), license = COALESCE(@License, models.license),
            visibility = COALESCE(@Visibility, models.visibility)
        """;

    private const string InsertSql = $"{InsertRow} NOTHING RETURNING {Columns}";

    // Also locks the row, so that publishers of one model take turns.
    private const string UpsertSql = $"{InsertRow} UPDATE {SetDetails} RETURNING id";

    private const string UpdateSql = $"""
        UPDATE models {SetDetails}, updated_at = @Now, row_version = row_version + 1
        WHERE id = @Id AND row_version = @Expected RETURNING {Columns}
        """;

    private const string SetCurrentVersionSql = $"""
        UPDATE models SET updated_at = @Now, row_version = row_version + 1, current_version = (
            SELECT version FROM model_versions WHERE model_id = @Id AND state = 'ready'
            ORDER BY is_prerelease, sort_key DESC LIMIT 1)
        WHERE id = @Id RETURNING {Columns}
        """;

    private const string FindByNameSql = $"SELECT {Columns} FROM models WHERE owner = @Owner AND name = @Name";
    private const string FindByIdSql = $"SELECT {Columns} FROM models WHERE id = @Id";
    private const string FindRowVersionSql = "SELECT row_version FROM models WHERE id = @Id";
    private const string LockSql = "SELECT id FROM models WHERE id = @Id";
    private const string DeleteSql = "DELETE FROM models WHERE id = @Id";
    private const string AddDownloadsSql = "UPDATE models SET downloads = downloads + @Count WHERE id = @Id";

    // Each part of a list walks one index from its end. An OR in their place would make the database read everything.
    private static readonly string ListAllSql = ListSql("id < @Before");
    private static readonly string ListVisibleSql = ListSql(
        "visibility = 'public' AND id < @Before", "owner = @Viewer AND visibility = 'private' AND id < @Before");

    private static readonly string ListOwnSql = ListSql(
        "owner = @Owner AND visibility = 'public' AND id < @Before", "owner = @Owner AND visibility = 'private' AND id < @Before");

    private static readonly string ListPublicOfOwnerSql = ListSql("owner = @Owner AND visibility = 'public' AND id < @Before");

    /// <summary>Inserts a model; null when its name is taken.</summary>
    public static Task<ModelRow?> InsertAsync(SqlSession session, ModelName name, DetailsRow details, long now) =>
        session.FindAsync<ModelRow>(InsertSql, Arguments(name, details, now, rowVersion: 1));

    /// <summary>Inserts a model or updates its details, and keeps others from changing it; <see cref="SetCurrentVersionAsync"/> has to follow.</summary>
    public static async Task<long> UpsertAsync(SqlSession session, ModelName name, DetailsRow details, long now) =>
        await session.FindAsync<long>(UpsertSql, Arguments(name, details, now, rowVersion: 0));

    public static Task<ModelRow?> FindAsync(SqlSession session, ModelName name) =>
        session.FindAsync<ModelRow>(FindByNameSql, new { name.Owner, name.Name });

    public static Task<ModelRow?> FindAsync(SqlSession session, long id) => session.FindAsync<ModelRow>(FindByIdSql, new { Id = id });

    public static Task<long?> FindRowVersionAsync(SqlSession session, long id) => session.FindAsync<long?>(FindRowVersionSql, new { Id = id });

    /// <summary>Updates a model; null when its row version is another one, or it is gone.</summary>
    public static Task<ModelRow?> UpdateAsync(SqlSession session, long id, DetailsRow details, long expectedRowVersion, long now) =>
        session.FindAsync<ModelRow>(UpdateSql, new
        {
            Id = id,
            Expected = expectedRowVersion,
            Now = now,
            details.DisplayName,
            details.Description,
            details.Framework,
            details.TaskType,
            details.Tags,
            details.License,
            details.Visibility,
        });

    public static async Task<ModelRow> SetCurrentVersionAsync(SqlSession session, long id, long now) =>
        (await session.FindAsync<ModelRow>(SetCurrentVersionSql, new { Id = id, Now = now }))!;

    /// <summary>Keeps others from changing a model until the transaction ends; false when it is gone.</summary>
    public static async Task<bool> LockAsync(SqlSession session, Database database, long id) =>
        await session.FindAsync<long?>(LockSql + database.RowLock, new { Id = id }) is not null;

    public static async Task<bool> DeleteAsync(SqlSession session, long id) => await session.ExecuteAsync(DeleteSql, new { Id = id }) > 0;

    public static Task<int> AddDownloadsAsync(SqlSession session, long id, long count) =>
        session.ExecuteAsync(AddDownloadsSql, new { Id = id, Count = count });

    /// <summary>Reads where a list begins.</summary>
    public static long ReadPlace(PageRequest page) => Paging.ReadPlace(
        page, List, long.MaxValue, (string text, out long id) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id));

    public static async Task<Page<Model>> ListAsync(SqlSession session, string? owner, string? viewer, long before, int limit)
    {
        var sql = (owner, viewer) switch
        {
            (null, null) => ListAllSql,
            (null, _) => ListVisibleSql,
            _ when viewer is null || viewer == owner => ListOwnSql,
            _ => ListPublicOfOwnerSql,
        };
        var rows = await session.ListAsync<ModelRow>(sql, new { Owner = owner, Viewer = viewer, Before = before, Take = limit + 1 });
        return Paging.ToPage(
            rows, limit, List, row => row.Id.ToString(CultureInfo.InvariantCulture), page => page.Select(row => row.ToModel()));
    }

    private static string ListSql(params string[] conditions)
    {
        var parts = conditions.Select(condition => $"SELECT {Columns} FROM models WHERE {condition} ORDER BY id DESC LIMIT @Take").ToList();
        if (parts.Count == 1) return parts[0];
        var merged = string.Join(" UNION ALL ", parts.Select(part => $"SELECT * FROM ({part}) AS part"));
        return $"SELECT * FROM ({merged}) AS parts ORDER BY Id DESC LIMIT @Take";
    }

    private static object Arguments(ModelName name, DetailsRow details, long now, long rowVersion) => new
    {
        name.Owner,
        name.Name,
        details.DisplayName,
        details.Description,
        details.Framework,
        details.TaskType,
        details.Tags,
        details.License,
        details.Visibility,
        Now = now,
        RowVersion = rowVersion,
    };
}
