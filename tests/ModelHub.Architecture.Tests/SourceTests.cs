using System.Text.RegularExpressions;

namespace ModelHub.Architecture.Tests;

public sealed partial class SourceTests
{
    [Fact]
    public void EveryFile_HasOnePublicTypeNamedAfterIt()
    {
        foreach (var file in SourceFiles())
        {
            var types = PublicType().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value).Distinct().ToList();
            var name = Path.GetFileName(file).Split('.')[0];

            Assert.True(types.Count <= 1, $"{file} has the public types {string.Join(", ", types)}; give each a file.");
            Assert.True(types.Count == 0 || types[0] == name, $"{file} holds {types.FirstOrDefault()}; name it after the type.");
        }
    }

    private static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    // At the start of a line: nested types are part of their file's type.
    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|partial) )*(?:class|record struct|record|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
