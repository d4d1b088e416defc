namespace ModelHub.Formats;

/// <summary>A field of a protobuf message.</summary>
/// <param name="Number">Its number in the message's definition.</param>
/// <param name="Type">The kind of its value.</param>
/// <param name="Value">The value of a <see cref="WireType.Varint"/>; otherwise 0.</param>
/// <param name="Bytes">How many bytes of it follow unread.</param>
internal readonly record struct WireField(int Number, WireType Type, ulong Value, long Bytes);
