namespace ModelHub.Formats;

internal sealed record FileInspection(string Format, ModelSignature? Signature);
