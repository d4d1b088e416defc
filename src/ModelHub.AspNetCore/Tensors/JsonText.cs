using System.Text.Json;

namespace ModelHub.AspNetCore;

/// <summary>Texts of hostile JSON: a half surrogate pair has no UTF-8, and the reader's own complaint about it is no <see cref="JsonException"/>.</summary>
internal static class JsonText
{
    /// <summary>The present property name or text.</summary>
    public static string Get(in Utf8JsonReader reader, string field)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw NoUnicode(field, exception);
        }
    }

    /// <summary>Copies the present text as UTF-8 and gives its length.</summary>
    public static int Copy(in Utf8JsonReader reader, Span<byte> destination, string field)
    {
        try
        {
            return reader.CopyString(destination);
        }
        catch (InvalidOperationException exception)
        {
            throw NoUnicode(field, exception);
        }
    }

    /// <exception cref="ModelHubException">The present token is another.</exception>
    public static void Require(in Utf8JsonReader reader, JsonTokenType token, string field)
    {
        if (reader.TokenType == token) return;
        throw ModelHubException.Invalid(field, token switch
        {
            JsonTokenType.StartObject => "Needs a JSON object.",
            JsonTokenType.StartArray => "Needs a JSON array.",
            _ => "Needs a text.",
        });
    }

    /// <summary>Moves from inside an object to the value of its next property; false at the object's end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader, string field, out string name)
    {
        reader.Read();
        var found = reader.TokenType == JsonTokenType.PropertyName;
        name = found ? Get(in reader, field) : "";
        if (found) reader.Read();
        return found;
    }

    /// <summary>What is wrong with JSON, and where.</summary>
    public static ModelHubException Broken(JsonException exception) => new([new FieldError("body", exception.LineNumber is { } line
        ? $"Is no valid JSON: line {line + 1}, byte {exception.BytePositionInLine + 1}."
        : "Is no valid JSON.")]);

    private static ModelHubException NoUnicode(string field, InvalidOperationException exception) =>
        new(ModelHubErrorCode.InvalidInput, $"{field}: holds a text that is no valid Unicode.", exception);
}
