namespace ModelHub.Formats;

/// <summary>A file under inspection: its first bytes, and the rest on demand.</summary>
internal sealed class InspectedFile(Stream content, string path)
{
    /// <summary>The whole file; seekable.</summary>
    public Stream Content { get; } = content;

    /// <summary>In bytes.</summary>
    public long Length { get; } = content.Length;

    /// <summary>The name without folders.</summary>
    public string Name { get; } = path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The first bytes: <see cref="FileInspector.HeadBytes"/>, or all of a shorter file.</summary>
    public ReadOnlyMemory<byte> Head { get; private set; }

    public async ValueTask ReadHeadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        Head = buffer[..await ReadAsync(0, buffer, cancellationToken)];

    /// <summary>Fills the buffer from an offset; gives fewer bytes only where the file ends, and none for an offset outside it.</summary>
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (offset < 0 || offset >= Length) return 0;
        Content.Position = offset;
        return await Content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
    }
}
