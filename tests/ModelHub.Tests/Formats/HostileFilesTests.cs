using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ModelHub.Formats;

namespace ModelHub.Tests.Formats;

public sealed class HostileFilesTests
{
    public static TheoryData<string> Samples => [.. SampleFiles.Names];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Inspect_CutAnywhere_NeverFails(string name)
    {
        var bytes = SampleFiles.Read(name);
        var step = Math.Max(1, bytes.Length / 4096);
        for (var length = 0; length < bytes.Length; length += step) await Inspect.BytesAsync(bytes[..length], name);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Inspect_DamagedAnywhere_NeverFails(string name)
    {
        var random = new Random(7);
        var original = SampleFiles.Read(name);
        if (original.Length == 0) return;
        for (var round = 0; round < 500; round++)
        {
            var bytes = (byte[])original.Clone();
            for (var i = random.Next(1, 8); i > 0; i--) bytes[random.Next(Math.Min(bytes.Length, 2048))] = (byte)random.Next(256);
            await Inspect.BytesAsync(bytes, name);
        }
    }

    [Fact]
    public async Task Inspect_RandomBytes_AreHardlyEverAFormat()
    {
        var random = new Random(7);
        var known = 0;
        for (var round = 0; round < 5000; round++)
        {
            var bytes = new byte[random.Next(2000)];
            random.NextBytes(bytes);
            if ((await Inspect.BytesAsync(bytes)).Format != ModelFormats.Unknown) known++;
        }

        Assert.InRange(known, 0, 5);
    }

    [Fact]
    public async Task Inspect_RandomBytesAfterEachMagic_NeverFail()
    {
        var random = new Random(7);
        var heads = SampleFiles.Names.Select(SampleFiles.Read).Where(bytes => bytes.Length > 16).ToList();
        for (var round = 0; round < 5000; round++)
        {
            var bytes = new byte[random.Next(16, 3000)];
            random.NextBytes(bytes);
            var head = heads[round % heads.Count];
            head.AsSpan(0, random.Next(1, Math.Min(head.Length, bytes.Length))).CopyTo(bytes);
            await Inspect.BytesAsync(bytes);
        }
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(100_000_001UL)]
    [InlineData(50UL)]
    [InlineData(1UL)]
    [InlineData(0UL)]
    public async Task Inspect_SafeTensorsWithImpossibleHeaderLength_IsUnknown(ulong length)
    {
        var bytes = new byte[40];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        bytes[8] = (byte)'{';
        bytes[9] = (byte)'}';
        Assert.Equal(ModelFormats.Unknown, (await Inspect.BytesAsync(bytes)).Format);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[1]}}""")]
    [InlineData("""{"w":[1]}""")]
    [InlineData("""{"w":1}""")]
    [InlineData(""" {"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"w":{"dtype":"F32","shape":[[[[[[[[""")]
    public async Task Inspect_JsonThatIsNoSafeTensorsHeader_IsUnknown(string json)
    {
        var header = Encoding.UTF8.GetBytes(json);
        byte[] bytes = [.. BitConverter.GetBytes((ulong)header.Length), .. header, 0, 0, 0, 0];
        Assert.Equal(ModelFormats.Unknown, (await Inspect.BytesAsync(bytes)).Format);
    }

    [Theory]
    [InlineData("onnx.all-types", "zip.plain")]
    [InlineData("onnx.all-types", "pickle.protocol4")]
    [InlineData("unknown.text", "zip.plain")]
    [InlineData("zip.plain", "unknown.text")]
    public async Task Inspect_OneFileBehindAnother_IsNeither(string first, string second) =>
        Assert.Equal(ModelFormats.Unknown, (await Inspect.BytesAsync([.. SampleFiles.Read(first), .. SampleFiles.Read(second)])).Format);

    [Fact]
    public async Task Inspect_PickleThatIsAZipToo_IsAPickle() => // a loader that goes by the first bytes would execute it
        Assert.Equal(ModelFormats.Pickle, (await Inspect.BytesAsync([.. SampleFiles.Read("pickle.protocol4"), .. SampleFiles.Read("zip.plain")])).Format);

    [Theory]
    [InlineData(ModelFormats.PyTorch, "a/data.pkl", "a/version")]
    [InlineData(ModelFormats.Zip, "a/data.pkl", "b/version")]
    [InlineData(ModelFormats.Zip, "a/b/saved_model.pb", "x")]
    [InlineData(ModelFormats.Zip, "config.json", "metadata.json")]
    [InlineData(ModelFormats.Zip, "../../etc/passwd", "C:\\x")]
    public async Task Inspect_Zip_GoesByTheNamesInItsDirectory(string format, params string[] names) =>
        Assert.Equal(format, (await Inspect.BytesAsync(Zip(names.Select(name => (name, Array.Empty<byte>()))))).Format);

    [Fact]
    public async Task Inspect_Zip64_IsRead()
    {
        var zip = Zip([("a/data.pkl", []), ("a/version", [])]);
        var end = zip.AsSpan(zip.Length - 22).ToArray();
        var size = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(12));
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16));
        end.AsSpan(8, 12).Fill(0xFF); // "see the 64-bit record"
        byte[] record = [.. "PK\x06\x06"u8, .. BitConverter.GetBytes(44L), 45, 0, 45, 0, .. new byte[8], .. BitConverter.GetBytes(2L), .. BitConverter.GetBytes(2L), .. BitConverter.GetBytes((long)size), .. BitConverter.GetBytes((long)offset)];
        byte[] locator = [.. "PK\x06\x07"u8, 0, 0, 0, 0, .. BitConverter.GetBytes((long)zip.Length - 22), 1, 0, 0, 0];

        Assert.Equal(ModelFormats.PyTorch, (await Inspect.BytesAsync([.. zip[..^22], .. record, .. locator, .. end])).Format);
        BinaryPrimitives.WriteInt64LittleEndian(locator.AsSpan(8), long.MaxValue);
        Assert.Equal(ModelFormats.Unknown, (await Inspect.BytesAsync([.. zip[..^22], .. record, .. locator, .. end])).Format);
        BinaryPrimitives.WriteInt64LittleEndian(locator.AsSpan(8), -1);
        Assert.Equal(ModelFormats.Unknown, (await Inspect.BytesAsync([.. zip[..^22], .. record, .. locator, .. end])).Format);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(200_000)]
    public async Task Inspect_TypesInTypes_AreOnnxWithoutSignature(int depth)
    {
        // sequence_type.elem_type.sequence_type...: from the innermost outwards, as each level holds the length of what is inside.
        var parts = new Stack<byte[]>();
        var length = 0L;
        for (var level = 0; level < depth; level++)
        {
            foreach (var field in new[] { 1, 4 })
            {
                parts.Push(Protobuf.Start(field, length));
                length += parts.Peek().Length;
            }
        }

        var model = Protobuf.Model(Protobuf.Value(11, "x", [.. parts.SelectMany(part => part)]), Protobuf.Value(12, "y"));
        Assert.Equal(new FileInspection(ModelFormats.Onnx, null), await Inspect.BytesAsync(model));
    }

    [Fact]
    public async Task Inspect_GroupsInGroups_AreUnknown()
    {
        byte[] groups = [.. Enumerable.Repeat((byte)0x0B, 1_000_000)]; // start of group 1, over and over
        Assert.Equal(ModelFormats.Unknown, (await Inspect.BytesAsync(groups)).Format);
        Assert.Equal(ModelFormats.Unknown, (await Inspect.BytesAsync(Protobuf.Model(Protobuf.Value(11, "x", groups), Protobuf.Value(12, "y")))).Format);
    }

    [Fact]
    public async Task Inspect_ModelThatLacksAPart_IsUnknown()
    {
        byte[] version = Protobuf.Varint(1, 8), opset = Protobuf.Message(8, Protobuf.Varint(2, 13)), graph = Protobuf.Message(7, Protobuf.Value(12, "y"));
        Assert.Equal(ModelFormats.Onnx, (await Inspect.BytesAsync([.. version, .. opset, .. graph])).Format);
        Assert.Equal(ModelFormats.Unknown, (await Inspect.BytesAsync([.. opset, .. graph])).Format);
        Assert.Equal(ModelFormats.Unknown, (await Inspect.BytesAsync([.. version, .. graph])).Format);
        Assert.Equal(ModelFormats.Unknown, (await Inspect.BytesAsync([.. version, .. opset])).Format);
        Assert.Equal(ModelFormats.Unknown, (await Inspect.BytesAsync([.. version, .. opset, .. Protobuf.Message(7)])).Format);
        Assert.Equal(ModelFormats.Unknown, (await Inspect.BytesAsync([.. Protobuf.Varint(1, 1 << 20), .. opset, .. graph])).Format);
    }

    [Fact]
    public async Task Inspect_ModelOfThousandsOfInputs_HasNoSignature()
    {
        byte[][] values = [.. Enumerable.Range(0, 2000).Select(i => Protobuf.Value(11, $"x{i}")), Protobuf.Value(12, "y")];
        Assert.Equal(new FileInspection(ModelFormats.Onnx, null), await Inspect.BytesAsync(Protobuf.Model(values)));
    }

    private static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return buffer.ToArray();
    }
}
