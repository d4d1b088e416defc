using System.Text.Json;

namespace ModelHub.AspNetCore;

/// <summary>How one element type stands in JSON. Static, so that the loops over elements are compiled for each type.</summary>
internal interface IJsonElement<T>
    where T : unmanaged
{
    /// <summary>Reads the present token; false when it is no value of the type.</summary>
    static abstract bool TryRead(ref Utf8JsonReader reader, out T value);

    static abstract void Write(Utf8JsonWriter writer, T value);
}
