using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ModelHub.AspNetCore;

internal static class BodyReader
{
    private const int FirstCapacity = 64 * 1024;

    /// <summary>Sets how many bytes the server takes as the body of this request; null takes any number.</summary>
    public static void Limit(HttpContext http, long? maxBytes)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = maxBytes;
    }

    /// <summary>Sets the limit, and refuses at once what announces to be larger.</summary>
    /// <param name="http">The request.</param>
    /// <param name="maxBytes">The most bytes.</param>
    /// <param name="setting">The setting that the limit comes from, for the message.</param>
    public static void Limit(HttpContext http, long maxBytes, string setting)
    {
        Limit(http, maxBytes);
        if (http.Request.ContentLength > maxBytes) throw TooLarge(maxBytes, setting);
    }

    /// <summary>Reads the whole body into pooled memory that grows with what arrives, not with what was announced.</summary>
    public static async ValueTask<PooledBuffer> ReadAsync(HttpContext http, long maxBytes, string setting)
    {
        Limit(http, maxBytes, setting);
        var announced = http.Request.ContentLength ?? FirstCapacity;
        var body = new PooledBuffer((int)Math.Min(announced, FirstCapacity));
        try
        {
            while (true)
            {
                var read = await http.Request.BodyReader.ReadAsync(http.RequestAborted);
                if (body.Written.Length + read.Buffer.Length > maxBytes) throw TooLarge(maxBytes, setting);
                foreach (var segment in read.Buffer) body.Append(segment.Span);
                http.Request.BodyReader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) return body;
            }
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static ModelHubException TooLarge(long maxBytes, string setting) =>
        new(ModelHubErrorCode.TooLarge, $"The body is larger than the {maxBytes} bytes that {setting} allows here.");
}
