using Microsoft.AspNetCore.Http;

namespace ModelHub.AspNetCore;

/// <summary>
/// The bytes of an upload on their way into a store. It remembers when the client's side failed: a store cannot tell
/// that from a failure of its own disk, and would blame itself.
/// </summary>
internal sealed class RequestStream(Stream inner) : Stream
{
    private Exception? _failure;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Runs what reads this stream, and says so when it failed because the client did.</summary>
    public async Task<T> FeedAsync<T>(Func<Stream, Task<T>> take)
    {
        try
        {
            return await take(this);
        }
        catch (Exception) when (_failure is not null)
        {
            throw Explain(_failure);
        }
    }

    /// <summary>What a failure while reading a body means.</summary>
    public static Exception Explain(Exception failure) => failure switch
    {
        BadHttpRequestException or OperationCanceledException => failure,
        _ => new ModelHubException(ModelHubErrorCode.InvalidInput, "The body was cut off or is no valid multipart form.", failure),
    };

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception)
        {
            _failure = exception;
            throw;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A request is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
