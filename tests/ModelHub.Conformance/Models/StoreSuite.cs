using System.Security.Cryptography;
using System.Text;

namespace ModelHub.Conformance.Models;

/// <summary>What the suites of the stores have in common. Tests share a database, so each uses an owner of its own.</summary>
public abstract class StoreSuite(StoreFixture fixture)
{
    /// <summary>Text that breaks careless SQL, JSON or encodings, and has to come back as it was.</summary>
    public const string HostileText = "'; DROP TABLE models; -- \" \\ %_@x $1 :y {0} {{id}} \r\n\t\u0001 \u202E ümläut 模型 👩‍🔬";

    protected StoreFixture Fixture => fixture;

    protected IModelStore Models => fixture.Host.Models;

    protected IUserStore Users => fixture.Host.Users;

    /// <summary>An owner that no other test uses.</summary>
    protected string Owner { get; } = $"o{Guid.NewGuid():N}";

    protected ModelName Name(string name = "m") => ModelName.Create(Owner, name);

    protected NewModel NewModel(string name = "m", ModelDetails? details = null) => new(Name(name), details ?? new ModelDetails());

    protected Task<Model> CreateAsync(string name = "m", ModelDetails? details = null) => Models.CreateModelAsync(NewModel(name, details));

    protected NewModelVersion NewVersion(string version = "1.0.0", string name = "m", ModelDetails? details = null) => new()
    {
        Model = NewModel(name, details),
        Version = SemanticVersion.Parse(version),
        Format = ModelFormats.Onnx,
        EntryFile = "model.onnx",
        Files = [NewFile("model.onnx")],
    };

    protected static ModelFile NewFile(string path, long size = 42) =>
        new(path, size, Sha256Digest.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(path))), "application/octet-stream");

    /// <summary>Publishes these versions of one model, in this order.</summary>
    protected async Task<Model> PublishAsync(params string[] versions)
    {
        Model? model = null;
        foreach (var version in versions) model = (await Models.PublishVersionAsync(NewVersion(version))).Model;
        return model!;
    }

    protected static SemanticVersion V(string version) => SemanticVersion.Parse(version);

    protected static async Task<ModelHubException> AssertFailsAsync(ModelHubErrorCode code, Func<Task> act)
    {
        var exception = await Assert.ThrowsAsync<ModelHubException>(act);
        Assert.Equal(code, exception.Code);
        return exception;
    }

    protected static async Task AssertInvalidAsync(string field, Func<Task> act)
    {
        var exception = await AssertFailsAsync(ModelHubErrorCode.InvalidInput, act);
        Assert.Contains(exception.Errors, error => error.Field == field);
    }

    /// <summary>Everything of a list, page by page.</summary>
    protected static async Task<List<T>> ReadAllAsync<T>(Func<PageRequest, Task<Page<T>>> list, int limit)
    {
        var items = new List<T>();
        for (string? cursor = null; ;)
        {
            var page = await list(new PageRequest(cursor, limit));
            Assert.InRange(page.Items.Count, 0, limit);
            items.AddRange(page.Items);
            if (page.NextCursor is null) return items;
            Assert.NotEqual(cursor, page.NextCursor);
            cursor = page.NextCursor;
        }
    }

    /// <summary>Starts all of these at once and tells how each of them ended: null for success.</summary>
    protected static async Task<ModelHubException?[]> RaceAsync(IEnumerable<Func<Task>> contenders)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runs = contenders.Select(contender => Task.Run(async () =>
        {
            await start.Task;
            try
            {
                await contender();
                return null;
            }
            catch (ModelHubException exception)
            {
                return exception;
            }
        })).ToArray();
        start.SetResult();
        return await Task.WhenAll(runs);
    }
}
