using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace ModelHub.Storage.FileSystem;

/// <summary>Copies a stream into a file and computes its digest on the way.</summary>
internal static class ContentWriter
{
    private const int BufferSize = 256 * 1024;
    private const long ProgressStep = 4 * 1024 * 1024;

    /// <summary>Copies up to the end of the stream. Reading goes on while the chunk before is still being written.</summary>
    public static async Task<(long Size, Sha256Digest Digest)> CopyAsync(
        Stream content, SafeFileHandle file, ArtifactPutOptions options, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var front = ArrayPool<byte>.Shared.Rent(BufferSize);
        var back = ArrayPool<byte>.Shared.Rent(BufferSize);
        var write = Task.CompletedTask;
        try
        {
            long size = 0, reported = 0;
            while (await content.ReadAtLeastAsync(front, front.Length, throwOnEndOfStream: false, cancellationToken) is > 0 and var count)
            {
                if (size + count > options.MaxBytes) throw TooLarge(options.MaxBytes.Value);
                await write;
                write = WriteAsync(file, front.AsMemory(0, count), size);
                hash.AppendData(front, 0, count);
                (front, back) = (back, front);
                size += count;
                if (size - reported < ProgressStep) continue;
                options.Progress?.Report(size);
                reported = size;
            }

            await write;
            if (size > reported) options.Progress?.Report(size);
            return (size, Sha256Digest.FromBytes(hash.GetHashAndReset()));
        }
        finally
        {
            // A write under way still reads its buffer. Where it fails, an exception is on its way out already.
            await write.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ArrayPool<byte>.Shared.Return(front);
            ArrayPool<byte>.Shared.Return(back);
        }
    }

    private static Task WriteAsync(SafeFileHandle file, ReadOnlyMemory<byte> chunk, long offset) =>
        Disk.RunAsync(() => RandomAccess.WriteAsync(file, chunk, offset));

    private static ModelHubException TooLarge(long maxBytes) =>
        new(ModelHubErrorCode.TooLarge, string.Create(CultureInfo.InvariantCulture, $"The content is larger than the limit of {maxBytes:N0} bytes. Send less."));
}
