namespace ModelHub;

/// <summary>The formats that the hub tells apart by content. A format is text so that an engine may bring its own.</summary>
public static class ModelFormats
{
    /// <summary>An ONNX model.</summary>
    public const string Onnx = "onnx";

    /// <summary>Tensors in the safetensors layout.</summary>
    public const string SafeTensors = "safetensors";

    /// <summary>A Python pickle.</summary>
    public const string Pickle = "pickle";

    /// <summary>A pickle written by joblib.</summary>
    public const string Joblib = "joblib";

    /// <summary>A PyTorch checkpoint or TorchScript archive (a ZIP with a pickle).</summary>
    public const string PyTorch = "pytorch";

    /// <summary>A Keras model, as HDF5 or as a .keras archive.</summary>
    public const string Keras = "keras";

    /// <summary>HDF5 without a Keras model in it.</summary>
    public const string Hdf5 = "hdf5";

    /// <summary>A TensorFlow SavedModel in a ZIP.</summary>
    public const string SavedModel = "savedmodel";

    /// <summary>A GGUF file of llama.cpp.</summary>
    public const string Gguf = "gguf";

    /// <summary>A ZIP of none of the kinds above.</summary>
    public const string Zip = "zip";

    /// <summary>None of these: stored, versioned and shared, but not served.</summary>
    public const string Unknown = "unknown";
}
