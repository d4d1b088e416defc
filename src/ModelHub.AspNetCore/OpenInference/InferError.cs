namespace ModelHub.AspNetCore;

internal sealed record InferError(string Error);
