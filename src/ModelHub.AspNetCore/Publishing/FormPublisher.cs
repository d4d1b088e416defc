using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ModelHub.AspNetCore;

/// <summary>Publishes a version from a multipart form, with its parts in any order. File parts go straight into the store.</summary>
internal sealed class FormPublisher(HttpContext http, IPublishSession session, PublishFields fields)
{
    private const int MaxFields = 100;
    private const int MaxFieldBytes = 64 * 1024;
    private const int MaxBoundaryLength = 100;
    private const int ReadBytes = 64 * 1024;
    private const int MaxHeaders = 16;
    private const int MaxHeaderBytes = 8 * 1024;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] FileFields = ["model_file", "file", "files"];
    private bool _checked;
    private int _fieldCount;

    public async Task<ModelAndVersion> PublishAsync()
    {
        var reader = new MultipartReader(Boundary(http.Request), http.Request.Body, ReadBytes)
        {
            HeadersCountLimit = MaxHeaders,
            HeadersLengthLimit = MaxHeaderBytes,
        };
        while (await NextAsync(reader) is { } section) await TakeAsync(section);
        return await session.CommitAsync(fields.ToRequest(), http.RequestAborted);
    }

    /// <summary>Whether the body calls itself a multipart form.</summary>
    public static bool IsForm(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    private static string Boundary(HttpRequest request)
    {
        if (!IsForm(request))
        {
            throw new HttpErrorException(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send a form with files: Content-Type: multipart/form-data.");
        }

        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary);
        return boundary is { Length: > 0 and <= MaxBoundaryLength }
            ? boundary.Value!
            : throw ModelHubException.Invalid("Content-Type", $"Needs a boundary of 1 to {MaxBoundaryLength} characters.");
    }

    private async Task<MultipartSection?> NextAsync(MultipartReader reader)
    {
        try
        {
            return await reader.ReadNextSectionAsync(http.RequestAborted);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw RequestStream.Explain(exception);
        }
    }

    private Task TakeAsync(MultipartSection section)
    {
        var disposition = section.GetContentDispositionHeader();
        if (disposition is null || HeaderUtilities.RemoveQuotes(disposition.Name) is not { Length: > 0 } quoted)
        {
            throw new ModelHubException(ModelHubErrorCode.InvalidInput, "A part of the form has no Content-Disposition header with a name.");
        }

        var field = quoted.Value!;
        if (!FileFields.Contains(field, StringComparer.Ordinal)) return TakeFieldAsync(field, section.Body);
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName);
        return name.Length > 0
            ? TakeFileAsync(field, name.Value!, section)
            : throw ModelHubException.Invalid(field, "Needs a file with a name.");
    }

    private async Task TakeFileAsync(string field, string name, MultipartSection section)
    {
        if (!_checked && fields.IsAddressed) await session.CheckAsync(fields.ToRequest(), http.RequestAborted);
        _checked = true;
        var options = new PublishFileOptions { Field = field, MediaType = MediaTypeOf(section.ContentType) };
        await new RequestStream(section.Body).FeedAsync(content => session.AddFileAsync(name, content, options, http.RequestAborted));
    }

    private async Task TakeFieldAsync(string field, Stream body)
    {
        if (++_fieldCount > MaxFields) throw new ModelHubException(ModelHubErrorCode.TooLarge, $"The form has more than {MaxFields} fields.");
        // One byte more than allowed tells a field that is full from one that is too long.
        using var buffer = new PooledBuffer(MaxFieldBytes + 1);
        await new RequestStream(body).FeedAsync(content => FillAsync(buffer, content, MaxFieldBytes + 1));
        if (buffer.Written.Length > MaxFieldBytes) throw new ModelHubException(ModelHubErrorCode.TooLarge, $"{field}: is longer than {MaxFieldBytes} bytes.");
        fields.Add(field, Decode(field, buffer.Written.Span));
    }

    private async Task<int> FillAsync(PooledBuffer buffer, Stream content, int maxBytes)
    {
        while (buffer.Written.Length < maxBytes)
        {
            var read = await content.ReadAsync(buffer.GetMemory(maxBytes - buffer.Written.Length)[..(maxBytes - buffer.Written.Length)], http.RequestAborted);
            if (read == 0) break;
            buffer.Advance(read);
        }

        return buffer.Written.Length;
    }

    private static string Decode(string field, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw ModelHubException.Invalid(field, "Is no valid UTF-8.");
        }
    }

    /// <summary>The media type as it was sent, if it is one that can be sent again.</summary>
    public static string? MediaTypeOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Length <= 127 ? type.MediaType.Value : null;
}
