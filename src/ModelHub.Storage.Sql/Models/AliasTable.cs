namespace ModelHub.Storage.Sql;

/// <summary>The table <c>model_aliases</c>.</summary>
internal static class AliasTable
{
    private const string Select = """
        SELECT a.name AS Name, v.version AS Version, a.updated_at AS UpdatedAt, a.updated_by AS UpdatedBy
        FROM model_aliases a JOIN model_versions v ON v.id = a.version_id
        WHERE a.model_id = @ModelId
        """;

    private const string FindSql = $"{Select} AND a.name = @Name";
    private const string ListSql = $"{Select} ORDER BY a.name";
    private const string DeleteSql = "DELETE FROM model_aliases WHERE model_id = @ModelId AND name = @Name";

    private const string UpsertSql = """
        INSERT INTO model_aliases (model_id, name, version_id, updated_at, updated_by)
        VALUES (@ModelId, @Name, @VersionId, @Now, @MovedBy)
        ON CONFLICT (model_id, name) DO UPDATE
        SET version_id = excluded.version_id, updated_at = excluded.updated_at, updated_by = excluded.updated_by
        """;

    public static async Task<ModelAlias?> FindAsync(SqlSession session, long modelId, string name) =>
        (await session.FindAsync<AliasRow>(FindSql, new { ModelId = modelId, Name = name }))?.ToAlias();

    public static async Task<IReadOnlyList<ModelAlias>> ListAsync(SqlSession session, long modelId) =>
        [.. (await session.ListAsync<AliasRow>(ListSql, new { ModelId = modelId })).Select(row => row.ToAlias())];

    public static Task<int> UpsertAsync(SqlSession session, long modelId, string name, long versionId, string movedBy, long now) =>
        session.ExecuteAsync(UpsertSql, new { ModelId = modelId, Name = name, VersionId = versionId, MovedBy = movedBy, Now = now });

    public static async Task<bool> DeleteAsync(SqlSession session, long modelId, string name) =>
        await session.ExecuteAsync(DeleteSql, new { ModelId = modelId, Name = name }) > 0;
}
