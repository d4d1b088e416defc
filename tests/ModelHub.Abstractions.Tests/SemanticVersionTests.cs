using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace ModelHub.Abstractions.Tests;

public sealed class SemanticVersionTests
{
    // Few different identifiers, so that versions resemble each other.
    private static readonly string[] Identifiers =
        ["0", "1", "2", "9", "10", "11", "99999999999999999999", "a", "A", "alpha", "alpha-b", "b", "beta", "rc", "rc1", "-", "--", "0a", "00a", "-1", "1-"];

    private static readonly Gen<SemanticVersion> Versions =
        from numbers in Gen.Elements(0, 1, 2, 9, 10, 99, int.MaxValue).ArrayOf(3)
        from count in Gen.Choose(0, 3)
        from identifiers in Gen.Elements(Identifiers).ArrayOf(count)
        let text = string.Join('.', numbers) + (count == 0 ? "" : "-" + string.Join('.', identifiers))
        where text.Length <= SemanticVersion.MaxLength
        select SemanticVersion.Parse(text);

    [Fact]
    public void Order_IsThatOfTheSpecification()
    {
        // Items 11.2 and 11.4 of semver.org, with more of the same kind between them.
        string[] ordered =
        [
            "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0",
            "1.0.1-0", "1.0.1-1", "1.0.1-2", "1.0.1-10", "1.0.1--", "1.0.1-A", "1.0.1-a", "1.0.1",
            "1.2.0", "1.10.0", "2.0.0", "2.1.0", "2.1.1", "10.0.0",
        ];
        var versions = ordered.Select(SemanticVersion.Parse).ToList();

        Assert.Equal(ordered, versions.AsEnumerable().Reverse().Order().Select(version => version.ToString()));
        Assert.Equal(ordered, versions.AsEnumerable().Reverse().OrderBy(version => version.SortKey, StringComparer.Ordinal).Select(version => version.ToString()));
        for (var i = 1; i < versions.Count; i++)
        {
            Assert.True(versions[i - 1] < versions[i] && versions[i] > versions[i - 1] && versions[i - 1] <= versions[i] && versions[i] >= versions[i - 1]);
        }
    }

    [Fact]
    public void SortKey_OrdersAsPrecedenceDoes() =>
        Prop.ForAll(Arb.From(Versions), Arb.From(Versions), (x, y) =>
                Math.Sign(string.CompareOrdinal(x.SortKey, y.SortKey)) == Precedence(x.ToString(), y.ToString())
                && Math.Sign(x.CompareTo(y)) == Precedence(x.ToString(), y.ToString())
                && (x == y) == (x.CompareTo(y) == 0))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Text_ComesBackAsItWas() =>
        Prop.ForAll(Arb.From(Versions), version => SemanticVersion.Parse(version.ToString()) == version && SemanticVersion.Parse("v" + version) == version)
            .Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData("1.2.3", 1, 2, 3, "")]
    [InlineData("v1.2.3", 1, 2, 3, "")]
    [InlineData("V0.0.0", 0, 0, 0, "")]
    [InlineData("2147483647.0.0-x-y.z--.0", int.MaxValue, 0, 0, "x-y.z--.0")]
    [InlineData("1.0.0-0123a", 1, 0, 0, "0123a")]
    public void Parse_TakesVersions(string text, int major, int minor, int patch, string prerelease)
    {
        var version = SemanticVersion.Parse(text);
        Assert.Equal((major, minor, patch, prerelease), (version.Major, version.Minor, version.Patch, version.Prerelease));
        Assert.Equal(prerelease.Length > 0, version.IsPrerelease);
        Assert.Equal(text.TrimStart('v', 'V'), version.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("01.2.3")]
    [InlineData("1.02.3")]
    [InlineData("1.2.3-01")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.3-a..b")]
    [InlineData("1.2.3-a.")]
    [InlineData("1.2.3-ä")]
    [InlineData("1.2.3+build")]
    [InlineData("1.2.3-a+build")]
    [InlineData("-1.2.3")]
    [InlineData("+1.2.3")]
    [InlineData(" 1.2.3")]
    [InlineData("1.2.3 ")]
    [InlineData("1.2.3\n")]
    [InlineData("vv1.2.3")]
    [InlineData("1.2.٣")]
    [InlineData("2147483648.0.0")]
    [InlineData("1.2.x")]
    [InlineData("latest")]
    public void Parse_RefusesWhatIsNoVersion(string? text)
    {
        Assert.False(SemanticVersion.TryParse(text, out var version));
        Assert.Null(version);
        if (text is not null) Assert.Equal("version", Assert.Single(Assert.Throws<ModelHubException>(() => SemanticVersion.Parse(text)).Errors).Field);
    }

    [Fact]
    public void Parse_TakesVersionsUpToItsLimit()
    {
        var longest = "1.0.0-" + new string('a', SemanticVersion.MaxLength - 6);
        Assert.True(SemanticVersion.TryParse("v" + longest, out _));
        Assert.False(SemanticVersion.TryParse(longest + "a", out _));
    }

    // Item 11, read from the specification and not from the code under test.
    private static int Precedence(string x, string y)
    {
        var (xNumbers, xPrerelease) = Split(x);
        var (yNumbers, yPrerelease) = Split(y);
        for (var i = 0; i < 3; i++)
        {
            if (xNumbers[i] != yNumbers[i]) return xNumbers[i] < yNumbers[i] ? -1 : 1;
        }

        if (xPrerelease is null || yPrerelease is null) return (xPrerelease is null ? 1 : 0) - (yPrerelease is null ? 1 : 0);
        for (var i = 0; i < Math.Min(xPrerelease.Length, yPrerelease.Length); i++)
        {
            var (xNumeric, yNumeric) = (xPrerelease[i].All(char.IsAsciiDigit), yPrerelease[i].All(char.IsAsciiDigit));
            var order = xNumeric && yNumeric ? Number(xPrerelease[i]).CompareTo(Number(yPrerelease[i]))
                : xNumeric != yNumeric ? (xNumeric ? -1 : 1)
                : Math.Sign(string.CompareOrdinal(xPrerelease[i], yPrerelease[i]));
            if (order != 0) return order;
        }

        return xPrerelease.Length.CompareTo(yPrerelease.Length);

        static BigInteger Number(string digits) => BigInteger.Parse(digits, CultureInfo.InvariantCulture);

        static (BigInteger[] Numbers, string[]? Prerelease) Split(string text)
        {
            var parts = text.Split('-', 2);
            return ([.. parts[0].Split('.').Select(Number)], parts.Length == 1 ? null : parts[1].Split('.'));
        }
    }
}
