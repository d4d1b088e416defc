namespace ModelHub.AspNetCore;

/// <summary>Marks an endpoint that takes the fields of a publish, for the OpenAPI document.</summary>
internal enum PublishFormMarker
{
    /// <summary>A form for a model and its version.</summary>
    Model,

    /// <summary>A form for a version of a model that the address names.</summary>
    Version,

    /// <summary>A file as the body, with the fields in the query string.</summary>
    File,
}
