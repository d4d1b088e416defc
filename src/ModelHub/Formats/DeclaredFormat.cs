namespace ModelHub.Formats;

internal static class DeclaredFormat
{
    public static string? Read(string text) =>
        text.Length <= 32 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') ? text.ToLowerInvariant() : null;

    public static bool Agrees(string declared, string detected) => detected == ModelFormats.Unknown || declared == detected;
}
