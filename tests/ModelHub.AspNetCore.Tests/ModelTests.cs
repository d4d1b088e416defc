using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ModelHub.AspNetCore.Tests;

[Collection(HubCollection.Name)]
public sealed class ModelTests(HubServer server)
{
    [Fact]
    public async Task Publish_WithTheSeedsForm_GivesModelAndVersionFlat()
    {
        var bytes = "not a real joblib"u8.ToArray();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("My Seed Model"), "name" },
            { new StringContent("A great model for classification"), "description" },
            { new StringContent("scikit-learn"), "framework" },
            { new StringContent("v1.0.0"), "version" },
            { new StringContent("classification"), "task_type" },
            { new StringContent("[\"classification\", \"scikit-learn\"]"), "tags" },
            { new StringContent("MIT"), "license" },
            { new StringContent("Initial release"), "changelog" },
            { new StringContent("{\"accuracy\": 0.95}"), "metadata" },
            { new StringContent("{\"f1\": 0.9}"), "performance_metrics" },
            { new ByteArrayContent(bytes), "model_file", "model.bin" },
        };
        using var answer = await server.Alice.PostAsync("/api/v1/models/", form);
        var model = await answer.ReadJsonAsync();

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("/api/v1/models/alice/my-seed-model/versions/1.0.0", answer.Headers.Location?.ToString());
        Assert.Equal("alice", model.GetProperty("owner").GetString());
        Assert.Equal("my-seed-model", model.GetProperty("name").GetString());
        Assert.Equal("My Seed Model", model.GetProperty("display_name").GetString());
        Assert.Equal("1.0.0", model.GetProperty("version").GetString());
        Assert.Equal("1.0.0", model.GetProperty("current_version").GetString());
        Assert.Equal("private", model.GetProperty("visibility").GetString());
        Assert.Equal(["classification", "scikit-learn"], model.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal(0.95, model.GetProperty("metadata").GetProperty("accuracy").GetDouble());
        Assert.Equal(0.9, model.GetProperty("metrics").GetProperty("f1").GetDouble());
        Assert.Equal(bytes.Length, model.GetProperty("size").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), model.GetProperty("sha256").GetString());
        Assert.Equal("model.bin", model.GetProperty("files")[0].GetProperty("path").GetString());
        Assert.EndsWith("Z", model.GetProperty("created_at").GetString(), StringComparison.Ordinal);

        var byId = await server.Alice.GetFromJsonAsync<JsonElement>($"/api/v1/models/{model.GetProperty("id").GetInt64()}");
        Assert.Equal("1.0.0", byId.GetProperty("version").GetString());
        Assert.Equal(bytes, await server.Alice.GetByteArrayAsync($"/api/v1/models/{model.GetProperty("id").GetInt64()}/download"));
    }

    [Fact]
    public async Task Publish_WithFieldsAfterTheFiles_TakesThemAll()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent("one"u8.ToArray()), "files", "a/one.txt" },
            { new ByteArrayContent("three"u8.ToArray()), "file", "b/three.txt" },
            { new StringContent("last-fields"), "name" },
            { new StringContent("x, y,"), "tags" },
        };
        using var answer = await server.Alice.PostAsync("/api/v1/models", form);
        var model = await answer.ReadJsonAsync();

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("1.0.0", model.GetProperty("version").GetString());
        Assert.Equal(["a/one.txt", "b/three.txt"], model.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("path").GetString()));
        Assert.Equal(["x", "y"], model.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal("three", await server.Alice.GetStringAsync("/api/v1/models/alice/last-fields/versions/1.0.0/files/b/three.txt"));
    }

    [Fact]
    public async Task Publish_OfAnExistingVersion_EndsBeforeTheFileIsRead()
    {
        await HubServer.PublishAsync(server.Alice, "taken", "two.onnx");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("taken"), "name" },
            { new StringContent("1.0.0"), "version" },
            { new ByteArrayContent(new byte[1024]), "model_file", "again.bin" },
        };
        using var answer = await server.Alice.PostAsync("/api/v1/models", form);

        await answer.AssertProblemAsync(HttpStatusCode.Conflict, "conflict");
    }

    [Fact]
    public async Task Model_WithoutVersions_IsMadeFromJson()
    {
        using var answer = await server.Alice.PostAsJsonAsync("/api/v1/models", new { name = "Only A Name", tags = new[] { "a" }, visibility = "public" });
        var model = await answer.ReadJsonAsync();

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("only-a-name", model.GetProperty("name").GetString());
        Assert.Equal("public", model.GetProperty("visibility").GetString());
        Assert.Equal(JsonValueKind.Null, model.GetProperty("current_version").ValueKind);
        var read = await server.Bob.GetFromJsonAsync<JsonElement>("/api/v1/models/alice/only-a-name");
        Assert.False(read.TryGetProperty("version", out _));
    }

    [Fact]
    public async Task List_IsPaged_AndLeavesOutWhatIsPrivate()
    {
        using var carol = await server.LoginAsync("carol");
        for (var i = 0; i < 5; i++)
        {
            using var made = await carol.PostAsJsonAsync("/api/v1/models", new { name = $"m{i}", visibility = i == 0 ? "private" : "public" });
            made.EnsureSuccessStatusCode();
        }

        var names = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await server.Bob.GetFromJsonAsync<JsonElement>($"/api/v1/models?owner=Carol&limit=3{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}");
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(["m4", "m3", "m2", "m1"], names);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("201")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("99999999999999999999")]
    public async Task List_WithALimitOutOfRange_IsRefused(string limit)
    {
        using var answer = await server.Alice.GetAsync($"/api/v1/models?limit={limit}");
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_input", "limit");
    }

    [Fact]
    public async Task List_WithAStrangeCursor_IsRefused()
    {
        using var answer = await server.Alice.GetAsync("/api/v1/models?cursor=%F0%9F%92%A9");
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest, "invalid_input");
    }

    [Fact]
    public async Task Patch_WithTheSeenETag_ChangesWhatIsNamed_AndWithAnOlderOneNothing()
    {
        await HubServer.PublishAsync(server.Alice, "patched", "two.onnx");
        using var read = await server.Alice.GetAsync("/api/v1/models/alice/patched");
        var tag = read.Headers.ETag!.Tag;

        using var first = await PatchAsync("patched", tag, new { description = "first" });
        using var second = await PatchAsync("patched", tag, new { description = "second" });
        using var weak = await PatchAsync("patched", "W/" + first.Headers.ETag!.Tag, new { description = "weak" });
        using var any = await PatchAsync("patched", "*", new { license = "MIT" });

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await second.AssertProblemAsync(HttpStatusCode.PreconditionFailed, "precondition_failed");
        await weak.AssertProblemAsync(HttpStatusCode.PreconditionFailed, "precondition_failed");
        var model = await any.ReadJsonAsync();
        Assert.Equal("first", model.GetProperty("description").GetString());
        Assert.Equal("MIT", model.GetProperty("license").GetString());
    }

    [Fact]
    public async Task Patch_WithAnOlderRowVersion_IsAConflict()
    {
        await HubServer.PublishAsync(server.Alice, "rowed", "two.onnx");
        var before = (await server.Alice.GetFromJsonAsync<JsonElement>("/api/v1/models/alice/rowed")).GetProperty("row_version").GetInt64();

        using var first = await PatchAsync("rowed", null, new { description = "first", row_version = before });
        using var second = await PatchAsync("rowed", null, new { description = "second", row_version = before });

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await second.AssertProblemAsync(HttpStatusCode.Conflict, "conflict");
    }

    [Fact]
    public async Task Delete_RemovesModelAndVersions()
    {
        await HubServer.PublishAsync(server.Alice, "deleted", "two.onnx");

        using var deleted = await server.Alice.DeleteAsync("/api/v1/models/alice/deleted");
        using var again = await server.Alice.DeleteAsync("/api/v1/models/alice/deleted");
        using var file = await server.Alice.GetAsync("/api/v1/models/alice/deleted/versions/1.0.0/files/two.onnx");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await again.AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await file.AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Versions_AreListedHighestFirst_AndFoundByNumberOrAlias()
    {
        await HubServer.PublishAsync(server.Alice, "many", "two.onnx");
        using (var form = new MultipartFormDataContent { { new ByteArrayContent([1]), "model_file", "x.bin" }, { new StringContent("v1.10.0"), "version" } })
        using (var added = await server.Alice.PostAsync("/api/v1/models/alice/many/versions", form)) Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        using (var form = new MultipartFormDataContent { { new ByteArrayContent([2]), "model_file", "x.bin" }, { new StringContent("1.9.0"), "version" } })
        using (var added = await server.Alice.PostAsync("/api/v1/models/alice/many/versions", form)) Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        using (var set = await server.Alice.PutAsJsonAsync("/api/v1/models/alice/many/aliases/champion", new { version = "1.0.0" })) set.EnsureSuccessStatusCode();

        var page = await server.Alice.GetFromJsonAsync<JsonElement>("/api/v1/models/alice/many/versions");
        var champion = await server.Alice.GetFromJsonAsync<JsonElement>("/api/v1/models/alice/many/versions/champion");
        var latest = await server.Alice.GetFromJsonAsync<JsonElement>("/api/v1/models/alice/many/versions/latest");

        Assert.Equal(["1.10.0", "1.9.0", "1.0.0"], page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("version").GetString()));
        Assert.Equal("1.0.0", champion.GetProperty("version").GetString());
        Assert.Equal("1.10.0", latest.GetProperty("version").GetString());
    }

    private async Task<HttpResponseMessage> PatchAsync(string name, string? ifMatch, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/models/alice/{name}") { Content = JsonContent.Create(body) };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await server.Alice.SendAsync(request);
    }
}
