using System.Text;
using ModelHub.Formats.Onnx;

namespace ModelHub.Formats;

/// <summary>The few parts of an ONNX model that tell what it is and what it takes.</summary>
internal sealed class OnnxOutline
{
    // More than any model's interface has, and little enough to hold.
    private const int MaxKeptBytes = 4 * 1024 * 1024;
    private const ulong NewestIrVersion = 1000; // 13 today; beyond this it is a number of something else

    private ulong _irVersion;
    private int _operatorSets;
    private int _keptBytes;

    public List<ValueInfoProto> Inputs { get; } = [];

    public List<ValueInfoProto> Outputs { get; } = [];

    /// <summary>The names of the graph's weights: an input of such a name has a value already.</summary>
    public HashSet<string> Initializers { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether there was more than is kept: then the rest of this is no whole picture.</summary>
    public bool IsCut { get; private set; }

    public bool IsModel => _irVersion is > 0 and <= NewestIrVersion && _operatorSets > 0 && Outputs.Count > 0;

    /// <summary>Reads a model that ends there.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such message.</exception>
    public static async ValueTask<OnnxOutline> ReadAsync(WireReader wire, long end, CancellationToken cancellationToken)
    {
        var outline = new OnnxOutline();
        while (await wire.NextAsync(end, cancellationToken) is { } field)
        {
            switch (field.Number)
            {
                case 1: // ir_version
                    Require(field, WireType.Varint);
                    outline._irVersion = field.Value;
                    break;
                case 7: // graph
                    Require(field, WireType.Length);
                    await outline.ReadGraphAsync(wire, wire.Position + field.Bytes, cancellationToken);
                    break;
                case 8: // opset_import
                    if (await outline.KeepAsync(wire, field, cancellationToken) is { } bytes
                        && OperatorSetIdProto.Parser.ParseFrom(bytes).Version > 0) outline._operatorSets++;
                    break;
                default:
                    wire.Skip(field);
                    break;
            }
        }

        return outline;
    }

    private async ValueTask ReadGraphAsync(WireReader wire, long end, CancellationToken cancellationToken)
    {
        while (await wire.NextAsync(end, cancellationToken) is { } field)
        {
            switch (field.Number)
            {
                case 5: // initializer
                    Require(field, WireType.Length);
                    await ReadInitializerAsync(wire, wire.Position + field.Bytes, cancellationToken);
                    break;
                case 11: // input
                    if (await KeepAsync(wire, field, cancellationToken) is { } input) Inputs.Add(Parse(input));
                    break;
                case 12: // output
                    if (await KeepAsync(wire, field, cancellationToken) is { } output) Outputs.Add(Parse(output));
                    break;
                default:
                    wire.Skip(field);
                    break;
            }
        }
    }

    private async ValueTask ReadInitializerAsync(WireReader wire, long end, CancellationToken cancellationToken)
    {
        while (await wire.NextAsync(end, cancellationToken) is { } field)
        {
            if (field.Number == 8) // name
            {
                if (await KeepAsync(wire, field, cancellationToken) is { } name) Initializers.Add(Encoding.UTF8.GetString(name));
            }
            else
            {
                wire.Skip(field);
            }
        }
    }

    private async ValueTask<byte[]?> KeepAsync(WireReader wire, WireField field, CancellationToken cancellationToken)
    {
        Require(field, WireType.Length);
        if (field.Bytes <= MaxKeptBytes - _keptBytes)
        {
            _keptBytes += (int)field.Bytes;
            return await wire.ReadAsync(field, cancellationToken);
        }

        IsCut = true;
        wire.Skip(field);
        return null;
    }

    private static ValueInfoProto Parse(byte[] bytes) => ValueInfoProto.Parser.WithDiscardUnknownFields(true).ParseFrom(bytes);

    private static void Require(WireField field, WireType type)
    {
        if (field.Type != type) throw new InvalidDataException("Not the kind of value that ONNX has there.");
    }
}
