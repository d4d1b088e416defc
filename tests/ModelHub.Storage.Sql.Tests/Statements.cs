using System.Reflection;
using System.Text.RegularExpressions;

namespace ModelHub.Storage.Sql.Tests;

/// <summary>Every statement of the package: the static texts named ...Sql of the classes named ...Table.</summary>
internal static partial class Statements
{
    public static IReadOnlyList<(string Name, string Sql)> All { get; } =
    [
        .. from type in typeof(ModelTable).Assembly.GetTypes()
           where type.Name.EndsWith("Table", StringComparison.Ordinal)
           from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
           where field.FieldType == typeof(string) && field.Name.EndsWith("Sql", StringComparison.Ordinal)
           select ($"{type.Name}.{field.Name}", (string)field.GetValue(null)!),
    ];

    /// <summary>The names of the parameters of a statement, each once.</summary>
    public static IReadOnlyList<string> ParametersOf(string sql) => [.. Parameter().Matches(sql).Select(match => match.Value).Distinct()];

    /// <summary>Gives each parameter of a statement its text.</summary>
    public static string Replace(string sql, Func<string, string> parameter) => Parameter().Replace(sql, match => parameter(match.Value));

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();
}
