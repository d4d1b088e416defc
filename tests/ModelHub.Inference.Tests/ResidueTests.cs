using ModelHub.Inference.Onnx;

namespace ModelHub.Inference.Tests;

/// <summary>What the whole process leaves on the disk, so nothing else runs beside it.</summary>
[Collection(nameof(MemoryTests))]
public sealed class ResidueTests : OnnxTestBase
{
    [Fact]
    public async Task Load_HoweverItEnds_LeavesNoFolderBehind()
    {
        using (await Hub.Server.AcquireAsync(new FolderPackage(TestModels.PathOf("external"), "model.onnx", false, ["model.onnx", "weights/data.bin"])))
            Assert.Empty(Folders());

        IModelPackage[] bad =
        [
            new FolderPackage(TestModels.Root, "make_models.py"),
            new FolderPackage(TestModels.Root, "../two.onnx"),
            new FolderPackage(TestModels.Root, "two.onnx", false, ["two.onnx", "../two.onnx"]),
            new FolderPackage(TestModels.Root, "a/b", false, ["a", "a/b"]),
            FolderPackage.Of("zipmap.onnx"),
            FolderPackage.Of("external-escape.onnx"),
            new FolderPackage(TestModels.Root, "two.onnx", false)
            {
                Gate = Task.FromException(new ModelHubException(ModelHubErrorCode.Unavailable, "The store does not answer.")),
            },
        ];
        foreach (var package in bad)
        {
            await Hub.FailToAcquireAsync(package);
            Assert.Empty(Folders());
        }
    }

    private static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), OnnxFiles.FolderPrefix + "*");
}
