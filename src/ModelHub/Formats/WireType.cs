namespace ModelHub.Formats;

/// <summary>The kinds of a field's value in the protobuf wire format; the two of groups are not taken.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Length = 2,
    Fixed32 = 5,
}
