using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ModelHub.Storage.Sql;

/// <summary>A numbered step of the schema: <c>NNNN_name.sql</c>, or <c>NNNN_name.dialect.sql</c> where the databases differ.</summary>
/// <remarks>A step that was released is never changed; a new one is added.</remarks>
internal sealed partial record Migration(long Number, string Name, string Sql)
{
    /// <summary>Tells whether a step that was applied is the one that the code holds.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>The steps that this package holds for a database, in order.</summary>
    public static IReadOnlyList<Migration> LoadAll(Database database) => Select(Scripts(), database.Dialect, database.Expand);

    /// <summary>The steps among these scripts that are meant for a dialect, in order.</summary>
    /// <exception cref="InvalidOperationException">A number is missing or used twice.</exception>
    public static IReadOnlyList<Migration> Select(
        IEnumerable<(string FileName, string Sql)> scripts, string dialect, Func<string, string> expand)
    {
        var steps = new List<Migration>();
        foreach (var (fileName, sql) in scripts)
        {
            var parts = FileNamePattern().Match(fileName);
            if (!parts.Success) throw new InvalidOperationException($"Migration {fileName} is not named NNNN_name[.dialect].sql.");
            if (parts.Groups["dialect"].Success && parts.Groups["dialect"].Value != dialect) continue;
            var number = long.Parse(parts.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            steps.Add(new Migration(number, parts.Groups["name"].Value, expand(sql.ReplaceLineEndings("\n"))));
        }

        steps.Sort((left, right) => left.Number.CompareTo(right.Number));
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Number != i + 1) throw new InvalidOperationException($"There has to be exactly one {dialect} migration {i + 1}.");
        }

        return steps;
    }

    private static IEnumerable<(string FileName, string Sql)> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name, reader.ReadToEnd());
        }
    }

    [GeneratedRegex(@"^(?<number>\d{4})_(?<name>\w+)(\.(?<dialect>sqlite|postgres))?\.sql$", RegexOptions.ExplicitCapture)]
    private static partial Regex FileNamePattern();
}
