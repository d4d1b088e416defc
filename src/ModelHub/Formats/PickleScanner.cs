using System.Buffers.Binary;

namespace ModelHub.Formats;

/// <summary>Walks the opcodes of a pickle without executing any, to tell whether it is one and who wrote it.</summary>
internal ref struct PickleScanner
{
    // The number that torch.save wrote before it wrote ZIPs: 0x1950a86a20f9469cfc6c, pickled on its own.
    private static ReadOnlySpan<byte> PyTorchMagic => [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    private const byte Proto = 0x80;
    private const byte NewestProtocol = 5;

    private readonly ReadOnlySpan<byte> _window;
    private readonly long _length;
    private long _position;
    private bool _isJoblib;
    private bool _hasMemo;

    private PickleScanner(ReadOnlySpan<byte> window, long length)
    {
        _window = window;
        _length = length;
    }

    private enum Step
    {
        Next,
        Stop,
        WindowEnds,
        NotPickle,
    }

    /// <summary>The format; null when it is no pickle.</summary>
    /// <param name="window">The first bytes.</param>
    /// <param name="length">How many bytes there are in all.</param>
    public static string? Scan(ReadOnlySpan<byte> window, long length)
    {
        var hasProtocol = window.Length > 2 && window[0] == Proto && window[1] is >= 2 and <= NewestProtocol;
        if (hasProtocol && window[2..].StartsWith(PyTorchMagic)) return ModelFormats.PyTorch;
        var scanner = new PickleScanner(window, length);
        var end = scanner.Walk();
        if (end == Step.NotPickle) return null;
        if (scanner._isJoblib) return ModelFormats.Joblib;
        // Protocols 0 and 1 have no header and look like text: such a one has to be a pickle to its last byte, and to
        // remember something, as Python's picklers do with each container and text.
        if (!hasProtocol && !(scanner._hasMemo && (end == Step.WindowEnds || scanner._position == length))) return null;
        return ModelFormats.Pickle;
    }

    private Step Walk()
    {
        var step = Step.Next;
        while (step == Step.Next && !_isJoblib) step = Advance();
        return step;
    }

    private Step Advance()
    {
        if (_position >= _window.Length) return _position < _length ? Step.WindowEnds : Step.NotPickle;
        var opcode = _window[(int)_position++];
        _hasMemo |= opcode is (byte)'p' or (byte)'q' or (byte)'r' or 0x94;
        switch (opcode)
        {
            case (byte)'.':
                return Step.Stop;
            case (byte)'(' or (byte)')' or (byte)'0' or (byte)'1' or (byte)'2' or (byte)'N' or (byte)'Q' or (byte)'R':
            case (byte)'a' or (byte)'b' or (byte)'d' or (byte)'e' or (byte)'l' or (byte)'o' or (byte)'s' or (byte)'t' or (byte)'u':
            case (byte)']' or (byte)'}' or 0x81 or (>= 0x85 and <= 0x89) or (>= 0x8f and <= 0x94) or 0x97 or 0x98:
                return Step.Next;
            case Proto:
                return _position == 1 ? Skip(1) : Step.NotPickle;
            case (byte)'h' or (byte)'q' or (byte)'K' or 0x82:
                return Skip(1);
            case (byte)'M' or 0x83:
                return Skip(2);
            case (byte)'J' or (byte)'j' or (byte)'r' or 0x84:
                return Skip(4);
            case (byte)'G' or 0x95:
                return Skip(8);
            case (byte)'F' or (byte)'I' or (byte)'L' or (byte)'S' or (byte)'V' or (byte)'g' or (byte)'p' or (byte)'P':
                return Line();
            case (byte)'c' or (byte)'i':
                return Line() is var module and not Step.Next ? module : Line();
            case (byte)'U' or (byte)'C' or 0x8a or 0x8c:
                return Counted(1);
            case (byte)'T' or (byte)'B' or (byte)'X' or 0x8b:
                return Counted(4);
            case 0x8d or 0x8e or 0x96:
                return Counted(8);
            default:
                return Step.NotPickle;
        }
    }

    private Step Skip(long count)
    {
        if (count < 0 || count > _length - _position) return Step.NotPickle;
        _position += count;
        return _position < _window.Length || _position == _length ? Step.Next : Step.WindowEnds;
    }

    private Step Counted(int sizeBytes)
    {
        if (_position + sizeBytes > _window.Length) return _length > _window.Length ? Step.WindowEnds : Step.NotPickle;
        var at = _window.Slice((int)_position, sizeBytes);
        _position += sizeBytes;
        var count = sizeBytes switch
        {
            1 => at[0],
            4 => BinaryPrimitives.ReadUInt32LittleEndian(at),
            _ => BinaryPrimitives.ReadInt64LittleEndian(at),
        };
        var start = (int)_position;
        var step = Skip(count);
        if (step == Step.Next) Note(_window.Slice(start, (int)count));
        return step;
    }

    private Step Line()
    {
        var rest = _window[(int)_position..];
        var length = rest.IndexOf((byte)'\n');
        if (length < 0) return _length > _window.Length ? Step.WindowEnds : Step.NotPickle;
        Note(rest[..length]);
        return Skip(length + 1);
    }

    // The wrapper around arrays, whose raw bytes follow in the file: no pickle from there on, and no doubt either.
    private void Note(ReadOnlySpan<byte> text) => _isJoblib |= text.EndsWith("joblib.numpy_pickle"u8);
}
