namespace ModelHub.AspNetCore;

/// <summary>Marks the hub's own endpoints: the OpenAPI document leaves out those of the app around it.</summary>
internal sealed record HubEndpointMarker;
