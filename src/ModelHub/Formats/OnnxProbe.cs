using Google.Protobuf;

namespace ModelHub.Formats;

/// <summary>ONNX: a protobuf without a magic number, so that only a whole model of plausible parts counts.</summary>
internal static class OnnxProbe
{
    public static async ValueTask<FileInspection?> InspectAsync(InspectedFile file, CancellationToken cancellationToken)
    {
        try
        {
            using var wire = new WireReader(file.Content);
            var outline = await OnnxOutline.ReadAsync(wire, file.Length, cancellationToken);
            return outline.IsModel ? new FileInspection(ModelFormats.Onnx, OnnxSignature.Of(outline)) : null;
        }
        catch (Exception e) when (e is InvalidDataException or InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
