namespace ModelHub.Formats;

/// <summary>What the content of a file tells.</summary>
/// <param name="Format">One of <see cref="ModelFormats"/>.</param>
/// <param name="Signature">What the model takes and gives; null where the format does not say.</param>
internal sealed record FileInspection(string Format, ModelSignature? Signature);
