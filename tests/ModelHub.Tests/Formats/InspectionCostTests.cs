using System.IO.Compression;
using ModelHub.Formats;

namespace ModelHub.Tests.Formats;

/// <summary>What an inspection may cost, whatever the file. Runs alone: it counts what the process allocates.</summary>
[Collection(nameof(InspectionCostTests))]
[CollectionDefinition(nameof(InspectionCostTests), DisableParallelization = true)]
public sealed class InspectionCostTests : IDisposable
{
    private const long MiB = 1024 * 1024;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"inspection-{Guid.NewGuid():n}");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Inspect_ModelWithHundredsOfMegabytesOfWeights_ReadsAndAllocatesNextToNothing()
    {
        const long weightBytes = 100 * MiB;
        await WriteModelAsync(weights: 4, weightBytes);

        var (inspection, read, allocated) = await MeasureAsync();

        Assert.Equal(ModelFormats.Onnx, inspection.Format);
        Assert.Equal(["x"], inspection.Signature!.Inputs.Select(input => input.Name));
        Assert.InRange(new FileInfo(_path).Length, 4 * weightBytes, long.MaxValue);
        Assert.InRange(read, 1, 2 * MiB);
        Assert.InRange(allocated, 0, 1 * MiB);
    }

    [Fact]
    public async Task Inspect_ModelWithMegabytesOfNames_KeepsLittleOfThem()
    {
        await using (var file = File.Create(_path))
        {
            var name = new string('n', 64 * 1024);
            byte[][] inputs = [.. Enumerable.Range(0, 640).Select(i => Protobuf.Value(11, $"{i}{name}"))];
            file.Write(Protobuf.Model([Protobuf.Value(12, "y"), .. inputs]));
        }

        var (inspection, _, allocated) = await MeasureAsync();

        Assert.Equal(new FileInspection(ModelFormats.Onnx, null), inspection);
        Assert.InRange(allocated, 0, 24 * MiB); // of the 40 that the names take as bytes, and 80 as texts
    }

    [Fact]
    public async Task Inspect_ZipBomb_IsNotInflated()
    {
        using (var zip = new ZipArchive(File.Create(_path), ZipArchiveMode.Create))
        {
            foreach (var name in new[] { "a/data.pkl", "a/version", "saved_model.pb" })
            {
                await using var entry = zip.CreateEntry(name).Open();
                for (var i = 0; i < 100; i++) await entry.WriteAsync(new byte[MiB]);
            }
        }

        var (inspection, read, allocated) = await MeasureAsync();

        Assert.Equal(ModelFormats.PyTorch, inspection.Format);
        Assert.InRange(read, 1, 1 * MiB);
        Assert.InRange(allocated, 0, 2 * MiB);
    }

    [Fact]
    public async Task Inspect_ZipOfAHundredThousandNames_ReadsPartOfItsDirectory()
    {
        using (var zip = new ZipArchive(File.Create(_path), ZipArchiveMode.Create))
        {
            for (var i = 0; i < 100_000; i++) zip.CreateEntry($"a/{i:d64}");
        }

        var (inspection, read, allocated) = await MeasureAsync();

        Assert.Equal(ModelFormats.Zip, inspection.Format);
        Assert.InRange(read, 1, 2 * MiB);
        Assert.InRange(allocated, 0, 6 * MiB);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Inspect_CompressedBomb_InflatesAFewKiB(bool gzip)
    {
        await using (var file = File.Create(_path))
        {
            await using Stream deflating = gzip ? new GZipStream(file, CompressionLevel.Optimal) : new ZLibStream(file, CompressionLevel.Optimal);
            for (var i = 0; i < 200; i++) await deflating.WriteAsync(new byte[MiB]);
        }

        var (inspection, _, allocated) = await MeasureAsync();

        Assert.Equal(ModelFormats.Unknown, inspection.Format);
        Assert.InRange(allocated, 0, 1 * MiB);
    }

    [Fact]
    public async Task Inspect_EndlessSmallFields_GivesUp()
    {
        await using (var file = File.Create(_path))
        {
            await file.WriteAsync(Protobuf.Varint(1, 8));
            var fields = new byte[MiB]; // 0x10 0x10: field 2, 16
            Array.Fill(fields, (byte)0x10);
            for (var i = 0; i < 64; i++) await file.WriteAsync(fields);
        }

        var (inspection, read, _) = await MeasureAsync();

        Assert.Equal(ModelFormats.Unknown, inspection.Format);
        Assert.InRange(read, 1, 16 * MiB);
    }

    private async Task WriteModelAsync(int weights, long weightBytes)
    {
        byte[] InitializerHead(int i) => [.. Protobuf.Varint(1, (ulong)weightBytes / 4), .. Protobuf.Varint(2, 1), .. Protobuf.Text(8, $"w{i}"), .. Protobuf.Start(9, weightBytes)];
        byte[] interfaces = [.. Protobuf.Value(11, "x"), .. Enumerable.Range(0, weights).SelectMany(i => Protobuf.Value(11, $"w{i}")), .. Protobuf.Value(12, "y")];
        var initializers = Enumerable.Range(0, weights).Select(InitializerHead).ToList();
        var starts = initializers.Select(head => Protobuf.Start(5, head.Length + weightBytes)).ToList();
        var graphBytes = starts.Sum(start => start.Length) + initializers.Sum(head => head.Length) + (weights * weightBytes) + interfaces.Length;

        await using var file = File.Create(_path);
        await file.WriteAsync(Protobuf.Varint(1, 8));
        await file.WriteAsync(Protobuf.Message(8, Protobuf.Varint(2, 13)));
        await file.WriteAsync(Protobuf.Start(7, graphBytes));
        for (var i = 0; i < weights; i++)
        {
            await file.WriteAsync(starts[i]);
            await file.WriteAsync(initializers[i]);
            file.Seek(weightBytes, SeekOrigin.Current); // a hole: the file is that long, the disk is not
        }

        await file.WriteAsync(interfaces);
    }

    private async Task<(FileInspection Inspection, long Read, long Allocated)> MeasureAsync()
    {
        await Inspect.BytesAsync(SampleFiles.Read("onnx.all-types")); // what the first run makes once is not counted
        await using var file = new CountingStream(_path);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var inspection = await FileInspector.InspectAsync(file, "model", CancellationToken.None);
        return (inspection, file.BytesRead, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    private sealed class CountingStream(string path) : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true)
    {
        public long BytesRead { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            BytesRead += read;
            return read;
        }
    }
}
