namespace ModelHub.Storage.Sql;

/// <summary>A row of <c>model_files</c>.</summary>
internal sealed class FileRow
{
    public long VersionId { get; init; }

    public string Path { get; init; } = "";

    public long Size { get; init; }

    public string Sha256 { get; init; } = "";

    public string MediaType { get; init; } = "";

    public ModelFile ToFile() => new(Path, Size, Sha256Digest.Parse(Sha256), MediaType);
}
