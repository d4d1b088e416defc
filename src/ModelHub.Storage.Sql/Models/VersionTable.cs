using System.Globalization;
using System.Text;
using Dapper;

namespace ModelHub.Storage.Sql;

/// <summary>The tables <c>model_versions</c> and <c>model_files</c>.</summary>
/// <remarks>
/// A version has at least one file and is written and deleted together with its files. So one that is read without
/// files was published or deleted between the two statements, and counts as absent: no transaction is needed to read.
/// </remarks>
internal static class VersionTable
{
    private const char List = 'v';

    // Sort keys begin with a digit.
    private const string AboveAll = "~";

    private const int FilesPerStatement = 100;

    private const string Columns = """
        id AS Id, model_id AS ModelId, version AS Version, sort_key AS SortKey, state AS State, format AS Format,
        entry_file AS EntryFile, signature AS Signature, changelog AS Changelog, metadata AS Metadata, metrics AS Metrics,
        created_at AS CreatedAt
        """;

    private const string FileColumns =
        "f.version_id AS VersionId, f.path AS Path, f.size AS Size, f.sha256 AS Sha256, f.media_type AS MediaType";

    private const string InsertSql = """
        INSERT INTO model_versions (model_id, version, sort_key, is_prerelease, state, format, entry_file, signature,
            changelog, metadata, metrics, created_at)
        VALUES (@ModelId, @Version, @SortKey, @IsPrerelease, @State, @Format, @EntryFile, @Signature,
            @Changelog, @Metadata, @Metrics, @Now)
        ON CONFLICT (model_id, sort_key) DO NOTHING RETURNING id
        """;

    private const string FindSql = $"SELECT {Columns} FROM model_versions WHERE model_id = @ModelId AND sort_key = @SortKey";

    private const string FindFilesSql = $"""
        SELECT {FileColumns} FROM model_files f
        WHERE f.version_id = (SELECT id FROM model_versions WHERE model_id = @ModelId AND sort_key = @SortKey) ORDER BY f.path
        """;

    private const string FindReadyIdSql =
        "SELECT id FROM model_versions WHERE model_id = @ModelId AND sort_key = @SortKey AND state = 'ready'";

    private const string ListSql = $"""
        SELECT {Columns} FROM model_versions WHERE model_id = @ModelId AND sort_key < @Before
        ORDER BY sort_key DESC LIMIT @Take
        """;

    private const string ListFilesSql = $"""
        SELECT {FileColumns} FROM model_files f JOIN model_versions v ON v.id = f.version_id
        WHERE v.model_id = @ModelId AND v.sort_key BETWEEN @Lowest AND @Highest ORDER BY f.version_id, f.path
        """;

    /// <summary>Inserts a ready version with its files; false when the number is taken.</summary>
    public static async Task<bool> InsertAsync(SqlSession session, long modelId, NewModelVersion version, long now)
    {
        var id = await session.FindAsync<long?>(InsertSql, new
        {
            ModelId = modelId,
            Version = version.Version.ToString(),
            version.Version.SortKey,
            IsPrerelease = version.Version.IsPrerelease ? 1 : 0,
            State = EnumText.Of(ModelVersionState.Ready),
            version.Format,
            version.EntryFile,
            Signature = JsonText.Of(version.Signature),
            version.Changelog,
            Metadata = version.MetadataJson,
            Metrics = version.MetricsJson,
            Now = now,
        });
        if (id is null) return false;
        foreach (var files in version.Files.Chunk(FilesPerStatement)) await InsertFilesAsync(session, id.Value, files);
        return true;
    }

    /// <summary>The version of this number, or null.</summary>
    public static async Task<ModelVersion?> FindAsync(SqlSession session, long modelId, SemanticVersion version)
    {
        var (rows, files) = await session.ListAsync<VersionRow, FileRow>(FindSql, FindFilesSql, new { ModelId = modelId, version.SortKey });
        return rows.Count == 0 || files.Count == 0 ? null : rows[0].ToVersion(files);
    }

    /// <summary>The id of the ready version of this number, or null.</summary>
    public static Task<long?> FindReadyIdAsync(SqlSession session, long modelId, SemanticVersion version) =>
        session.FindAsync<long?>(FindReadyIdSql, new { ModelId = modelId, version.SortKey });

    /// <summary>Reads where a list begins.</summary>
    public static string ReadPlace(PageRequest page) => Paging.ReadPlace(page, List, AboveAll, (string text, out string key) =>
    {
        key = SemanticVersion.TryParse(text, out var version) ? version.SortKey : "";
        return version is not null;
    });

    /// <summary>A page of versions, highest first.</summary>
    public static async Task<Page<ModelVersion>> ListAsync(SqlSession session, long modelId, string before, int limit)
    {
        var rows = await session.ListAsync<VersionRow>(ListSql, new { ModelId = modelId, Before = before, Take = limit + 1 });
        if (rows.Count == 0) return new Page<ModelVersion>([], null);

        var files = await session.ListAsync<FileRow>(
            ListFilesSql, new { ModelId = modelId, Lowest = rows[^1].SortKey, Highest = rows[0].SortKey });
        var filesOf = files.ToLookup(file => file.VersionId);
        return Paging.ToPage(
            rows, limit, List, row => row.Version,
            page => page.Where(row => filesOf.Contains(row.Id)).Select(row => row.ToVersion(filesOf[row.Id])));
    }

    private static Task<int> InsertFilesAsync(SqlSession session, long versionId, ModelFile[] files)
    {
        var sql = new StringBuilder("INSERT INTO model_files (version_id, path, size, sha256, media_type) VALUES ");
        var arguments = new DynamicParameters();
        arguments.Add("VersionId", versionId);
        for (var i = 0; i < files.Length; i++)
        {
            sql.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ", ")}(@VersionId, @Path{i}, @Size{i}, @Sha256_{i}, @MediaType{i})");
            arguments.Add($"Path{i}", files[i].Path);
            arguments.Add($"Size{i}", files[i].Size);
            arguments.Add($"Sha256_{i}", files[i].Sha256.Hex);
            arguments.Add($"MediaType{i}", files[i].MediaType);
        }

        return session.ExecuteAsync(sql.ToString(), arguments);
    }
}
