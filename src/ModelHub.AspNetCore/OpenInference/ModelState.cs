namespace ModelHub.AspNetCore;

internal sealed record ModelState(string Name, bool Ready);
