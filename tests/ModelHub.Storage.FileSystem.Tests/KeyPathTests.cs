using System.Text;

namespace ModelHub.Storage.FileSystem.Tests;

public sealed class KeyPathTests
{
    [Theory]
    [InlineData("blobs/sha256/ab/abcd", "models+/blobs+/sha256+/ab+/abcd")]
    [InlineData("a", "models+/a")]
    [InlineData("a/b", "models+/a+/b")]
    [InlineData("A b%.onnx", "models+/%41%20b%25.onnx")]
    [InlineData("..x", "models+/..x")]
    [InlineData("x.", "models+/x%2e")]
    [InlineData("con.txt", "models+/%63on.txt")]
    [InlineData("aux/console", "models+/%61ux+/console")]
    [InlineData("ä+=", "models+/%c3%a4%2b%3d")]
    public void Names_AreTheseOnEverySystem(string path, string expected) =>
        Assert.Equal(expected, string.Join('/', KeyPath.Names(new ArtifactKey("models", path))));

    [Fact]
    public void Names_OfALongSegment_GoOnInDirectories() =>
        Assert.Equal(
            ["models+", string.Concat(Enumerable.Repeat("%41", 80)) + "=", string.Concat(Enumerable.Repeat("%41", 80)) + "=", string.Concat(Enumerable.Repeat("%41", 40)) + "+", "x"],
            KeyPath.Names(new ArtifactKey("models", new string('A', 200) + "/x")));

    [Fact]
    public void Names_OfRandomKeys_AreSafeAndOfOneKeyAlone()
    {
        var random = new Random(42);
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < 20_000; i++)
        {
            var path = RandomPath(random);
            if (!ArtifactKey.IsValidPath(path)) continue;
            var names = KeyPath.Names(new ArtifactKey("models", path));
            Assert.All(names, name =>
            {
                Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, 255);
                Assert.DoesNotContain(name, c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && !"._-%+=".Contains(c));
                Assert.NotEqual('.', name[^1]);
            });
            var joined = string.Join('/', names);
            Assert.True(seen.TryAdd(joined, path) || seen[joined] == path, $"{path} and {seen[joined]} share {joined}.");
            if (path.Contains('/')) continue;
            var encoded = string.Concat(names[1..].Select(name => name.TrimEnd('=')));
            Assert.Equal(path, KeyPath.Decode(string.Join(Path.DirectorySeparatorChar, names[1..]), encoded, isDirectory: false));
        }

        Assert.True(seen.Count > 5_000);
    }

    [Fact]
    public void PathOrder_IsThatOfUtf8()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var (x, y) = (RandomPath(random), RandomPath(random));
            var expected = Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y));
            Assert.Equal(Math.Sign(expected), Math.Sign(PathOrder.Instance.Compare(x, y)));
        }
    }

    // Few different letters, so that keys resemble each other.
    private static string RandomPath(Random random)
    {
        string[] pieces = ["a", "A", "b", "/", ".", "%", "%41", "+", "=", "con", "ä", "a\u0308", "😀", "ｚ", "\uFFFD", " ", "2e", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖÖ"];
        return string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
    }
}
