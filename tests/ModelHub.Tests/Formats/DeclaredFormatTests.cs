using ModelHub.Formats;

namespace ModelHub.Tests.Formats;

public sealed class DeclaredFormatTests
{
    [Theory]
    [InlineData("pkl", ModelFormats.Pickle)]
    [InlineData("PICKLE", ModelFormats.Pickle)]
    [InlineData(".joblib", ModelFormats.Joblib)]
    [InlineData("pt", ModelFormats.PyTorch)]
    [InlineData("pth", ModelFormats.PyTorch)]
    [InlineData("torch", ModelFormats.PyTorch)]
    [InlineData("PyTorch", ModelFormats.PyTorch)]
    [InlineData("h5", ModelFormats.Hdf5)]
    [InlineData(".HDF5", ModelFormats.Hdf5)]
    [InlineData("keras", ModelFormats.Keras)]
    [InlineData(" onnx ", ModelFormats.Onnx)]
    [InlineData("tf", ModelFormats.SavedModel)]
    [InlineData("SavedModel", ModelFormats.SavedModel)]
    [InlineData("gguf", ModelFormats.Gguf)]
    [InlineData("safetensors", ModelFormats.SafeTensors)]
    [InlineData("zip", ModelFormats.Zip)]
    [InlineData("XGBoost-2.0_json", "xgboost-2.0_json")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345", "abcdefghijklmnopqrstuvwxyz012345")]
    public void Read_AWord_GivesTheFormat(string declared, string format) => Assert.Equal(format, DeclaredFormat.Read(declared));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("two words")]
    [InlineData("ünïcode")]
    [InlineData("a/b")]
    [InlineData("a\nb")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456")]
    public void Read_NoWord_GivesNull(string declared) => Assert.Null(DeclaredFormat.Read(declared));

    [Theory]
    [InlineData(ModelFormats.Onnx, ModelFormats.Onnx)]
    [InlineData(ModelFormats.Pickle, ModelFormats.Joblib)]
    [InlineData(ModelFormats.Joblib, ModelFormats.Pickle)]
    [InlineData(ModelFormats.Keras, ModelFormats.Hdf5)]
    [InlineData(ModelFormats.Hdf5, ModelFormats.Keras)]
    [InlineData(ModelFormats.PyTorch, ModelFormats.Pickle)]
    [InlineData(ModelFormats.PyTorch, ModelFormats.Zip)]
    [InlineData(ModelFormats.Zip, ModelFormats.PyTorch)]
    [InlineData(ModelFormats.Onnx, ModelFormats.Unknown)]
    [InlineData(ModelFormats.Unknown, ModelFormats.Onnx)]
    [InlineData("container", ModelFormats.Zip)]
    [InlineData("sklearn", ModelFormats.Joblib)]
    public void Agrees_Compatible_IsTrue(string declared, string detected) => Assert.True(DeclaredFormat.Agrees(declared, detected));

    [Theory]
    [InlineData(ModelFormats.Onnx, ModelFormats.Pickle)]
    [InlineData(ModelFormats.Pickle, ModelFormats.Onnx)]
    [InlineData(ModelFormats.SafeTensors, ModelFormats.Pickle)]
    [InlineData(ModelFormats.SafeTensors, ModelFormats.Zip)]
    [InlineData(ModelFormats.Onnx, ModelFormats.Zip)]
    [InlineData(ModelFormats.Keras, ModelFormats.Pickle)]
    [InlineData(ModelFormats.PyTorch, ModelFormats.Joblib)]
    [InlineData("sklearn", ModelFormats.Onnx)]
    public void Agrees_Contradiction_IsFalse(string declared, string detected) => Assert.False(DeclaredFormat.Agrees(declared, detected));
}
