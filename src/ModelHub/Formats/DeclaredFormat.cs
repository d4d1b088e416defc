using System.Collections.Frozen;

namespace ModelHub.Formats;

/// <summary>What publishers write as the format of a file.</summary>
internal static class DeclaredFormat
{
    private const int MaxLength = 32;

    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [ModelFormats.Onnx] = ModelFormats.Onnx,
        [ModelFormats.SafeTensors] = ModelFormats.SafeTensors,
        [ModelFormats.Pickle] = ModelFormats.Pickle,
        ["pkl"] = ModelFormats.Pickle,
        [ModelFormats.Joblib] = ModelFormats.Joblib,
        [ModelFormats.PyTorch] = ModelFormats.PyTorch,
        ["torch"] = ModelFormats.PyTorch,
        ["torchscript"] = ModelFormats.PyTorch,
        ["pt"] = ModelFormats.PyTorch,
        ["pth"] = ModelFormats.PyTorch,
        [ModelFormats.Keras] = ModelFormats.Keras,
        [ModelFormats.Hdf5] = ModelFormats.Hdf5,
        ["h5"] = ModelFormats.Hdf5,
        [ModelFormats.SavedModel] = ModelFormats.SavedModel,
        ["saved_model"] = ModelFormats.SavedModel,
        ["tf"] = ModelFormats.SavedModel,
        ["tensorflow"] = ModelFormats.SavedModel,
        [ModelFormats.Gguf] = ModelFormats.Gguf,
        [ModelFormats.Zip] = ModelFormats.Zip,
        [ModelFormats.Unknown] = ModelFormats.Unknown,
        ["bin"] = ModelFormats.Unknown,
    }.ToFrozenDictionary();

    /// <summary>
    /// One of <see cref="ModelFormats"/> for its usual names and extensions in any case; another word in lower case; null
    /// when it is not 1 to 32 characters of a-z, 0-9, '.', '_' and '-'.
    /// </summary>
    public static string? Read(string declared)
    {
        var word = declared.Trim().ToLowerInvariant();
        if (Known.TryGetValue(word.TrimStart('.'), out var format)) return format;
        return word.Length is >= 1 and <= MaxLength && word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-') ? word : null;
    }

    /// <summary>Whether a file of the declared format can have the content that was detected.</summary>
    /// <param name="declared">What <see cref="Read"/> gave.</param>
    /// <param name="detected">What <see cref="FileInspector"/> found.</param>
    public static bool Agrees(string declared, string detected) =>
        declared == detected || declared == ModelFormats.Unknown || detected == ModelFormats.Unknown || (declared, detected) switch
        {
            (ModelFormats.Pickle, ModelFormats.Joblib or ModelFormats.PyTorch) => true,
            (ModelFormats.Joblib, ModelFormats.Pickle) => true,
            (ModelFormats.PyTorch, ModelFormats.Pickle or ModelFormats.Zip) => true,
            (ModelFormats.Keras, ModelFormats.Hdf5) => true,
            (ModelFormats.Hdf5, ModelFormats.Keras) => true,
            (ModelFormats.SavedModel, ModelFormats.Zip) => true, // where it lies deeper in the ZIP
            (ModelFormats.Zip, ModelFormats.PyTorch or ModelFormats.Keras or ModelFormats.SavedModel) => true,
            // A word of somebody's own may stand for anything inside a general container.
            (_, ModelFormats.Zip or ModelFormats.Pickle or ModelFormats.Joblib or ModelFormats.Hdf5) => !Known.ContainsKey(declared),
            _ => false,
        };
}
