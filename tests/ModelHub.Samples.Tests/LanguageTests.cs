using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace ModelHub.Samples.Tests;

public sealed class LanguageTests : IDisposable
{
    private readonly InferenceSession _session = new(Samples.Model("language.onnx"));

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Run_EmptyBatch_GivesNoRows()
    {
        using var input = Texts.ToOrtValue();
        var outputs = Runner.Run(_session, new Dictionary<string, OrtValue> { ["text"] = input });

        Assert.Empty(outputs["label"].GetStringTensorAsArray());
        Assert.Equal([0, 50], outputs["probabilities"].GetTensorTypeAndShape().Shape);
    }

    [Fact]
    public void Run_TextsOfAllLengthsTogether_GivesEachWhatItGetsAlone()
    {
        string[] texts = ["Guten Morgen, wie geht es dir?", "", Repeat("Le train part à midi. ", 1 << 20), "😀", "¿Dónde está la biblioteca?"];

        var together = Runner.Labels(_session, texts);

        Assert.Equal(["deu", "und", "fra", "und", "spa"], together);
        Assert.Equal(together, texts.Select(text => Runner.Labels(_session, text).Single()));
    }

    [Fact]
    public void Run_LineBreaksAndTabs_ReadsThemAsSpaces() =>
        Assert.Equal(["ita"], Runner.Labels(_session, "Il treno parte\nda Roma\r\nalle otto\tdi mattina"));

    [Fact]
    public void Run_InvisibleAndReplacementCharacters_AreNoLetters() =>
        Assert.Equal(["und"], Runner.Labels(_session, "1\u200b2\ufffd3"));

    [Fact]
    public void Run_ManyThreadsAtOnce_AgreeWithOneThread()
    {
        string[] texts = ["The weather is lovely today.", "Das Wetter ist heute schön.", "Il fait beau aujourd'hui.", "Сегодня прекрасная погода."];
        var alone = Runner.Labels(_session, texts);
        Parallel.For(0, 64, _ => Assert.Equal(alone, Runner.Labels(_session, texts)));
    }

    private static string Repeat(string text, int length) =>
        new StringBuilder().Insert(0, text, length / text.Length).ToString();
}
