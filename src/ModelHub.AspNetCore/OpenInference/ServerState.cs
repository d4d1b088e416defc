namespace ModelHub.AspNetCore;

internal sealed record ServerState(bool? Live = null, bool? Ready = null);
