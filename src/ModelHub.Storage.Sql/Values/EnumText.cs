namespace ModelHub.Storage.Sql;

/// <summary>Enum values are kept as lower-case words: readable, and safe from a change of their numbers.</summary>
internal static class EnumText
{
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static T Parse<T>(string text)
        where T : struct, Enum => Enum.Parse<T>(text, ignoreCase: true);
}
