using System.Diagnostics;
using System.Globalization;
using ModelHub.Storage.FileSystem.CrashWriter;

namespace ModelHub.Storage.FileSystem.Tests;

/// <summary>Processes that die, starve and grow: real ones.</summary>
public sealed class CrashTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly TestRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(40 * MiB)]
    public async Task Put_KilledMidway_LeavesNothingVisible(int bytesBefore)
    {
        using var writer = Start("stall", bytesBefore);
        Assert.Equal("stalled", await writer.StandardOutput.ReadLineAsync());
        Assert.Single(_root.TempFiles);

        await KillAsync(writer);

        var store = _root.Open();
        var key = new ArtifactKey("crash", "big");
        Assert.Null(await store.FindAsync(key));
        Assert.Empty(await ListAsync(store));
        await store.PutAsync(key, new PatternStream(3, 1000));
        await AssertWholeAsync(store, key, 3, 1000);
    }

    [Fact]
    public async Task Puts_KilledAtAnyMoment_AreWholeOrNotThere()
    {
        const int size = 300_000;
        var stored = new HashSet<int>();
        for (var round = 0; round < 4; round++)
        {
            using var writer = Start("loop", size);
            for (var i = 0; i < 10 + (round * 7); i++) stored.Add(Number(await writer.StandardOutput.ReadLineAsync()));
            await Task.Delay(round * 3);
            writer.Kill();
            while (await writer.StandardOutput.ReadLineAsync() is { } line) stored.Add(Number(line));
            await KillAsync(writer);
        }

        var store = _root.Open();
        var listed = await ListAsync(store);
        foreach (var info in listed) await AssertWholeAsync(store, info.Key, int.Parse(info.Key.Path.Split('/')[1], CultureInfo.InvariantCulture), size);
        var visible = listed.Select(info => info.Key.Path).ToHashSet();
        Assert.All(stored, i => Assert.Contains($"dir{i % 5}/{i}", visible));

        static int Number(string? line) => int.Parse(line!["stored ".Length..], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Restart_SeesEverything()
    {
        var before = _root.Open();
        for (var i = 0; i < 20; i++) await before.PutAsync(new ArtifactKey("crash", $"d{i % 3}/Ä{i}"), new PatternStream(i, 1000 + i));
        var infos = await ListAsync(before);

        var after = _root.Open();

        Assert.Equal(20, infos.Count);
        Assert.Equal(infos, await ListAsync(after));
        for (var i = 0; i < 20; i++) await AssertWholeAsync(after, new ArtifactKey("crash", $"d{i % 3}/Ä{i}"), i, 1000 + i);
    }

    [Fact]
    public async Task Put_OfAGigabyte_KeepsMemorySmall()
    {
        using var writer = Start("measure", 1024L * MiB);
        var line = await writer.StandardOutput.ReadLineAsync();
        await writer.WaitForExitAsync();

        Assert.InRange(long.Parse(line!["grew ".Length..], CultureInfo.InvariantCulture), 0, 64 * MiB);
        Assert.Equal(1024L * MiB, (await _root.Open().FindAsync(new ArtifactKey("crash", "big")))!.Size);
    }

    [Fact]
    public async Task Put_OnAFullDisk_SaysSoAndKeepsTheObjectsBefore()
    {
        // A disk of 8 MiB that only this child sees. A user namespace lets any user mount it.
        Directory.CreateDirectory(_root.Path);
        using var writer = Start(
            "unshare",
            ["--user", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs -o size=8m none \"$1\" && shift && exec \"$@\"", "sh", _root.Path, .. Command("fill", 3 * MiB)]);

        var line = await writer.StandardOutput.ReadLineAsync();

        Assert.True(line is not null, $"The child could not mount a tmpfs by 'unshare --user --map-root-user --mount': {await writer.StandardError.ReadToEndAsync()}");
        Assert.Equal("Unavailable: The disk is full. stored=2 kept=2 temp=0", line);
    }

    private Process Start(string command, long bytes)
    {
        var line = Command(command, bytes);
        return Start(line[0], line[1..]);
    }

    private static Process Start(string file, IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private string[] Command(string command, long bytes) =>
    [
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        typeof(PatternStream).Assembly.Location,
        command,
        _root.Path,
        bytes.ToString(CultureInfo.InvariantCulture),
    ];

    private static async Task KillAsync(Process process)
    {
        process.Kill(); // SIGKILL: nothing of the child's runs after it.
        await process.WaitForExitAsync();
        Assert.NotEqual(0, process.ExitCode);
    }

    private static async Task AssertWholeAsync(IArtifactStore store, ArtifactKey key, int seed, int size)
    {
        await using var content = await store.OpenAsync(key);
        using var stored = new MemoryStream();
        await content.Content.CopyToAsync(stored);
        using var expected = new MemoryStream();
        await new PatternStream(seed, size).CopyToAsync(expected);
        Assert.True(expected.ToArray().AsSpan().SequenceEqual(stored.ToArray()), $"{key} is not whole.");
    }

    private static async Task<List<ArtifactInfo>> ListAsync(IArtifactStore store)
    {
        var infos = new List<ArtifactInfo>();
        await foreach (var info in store.ListAsync("crash")) infos.Add(info);
        return infos;
    }
}
