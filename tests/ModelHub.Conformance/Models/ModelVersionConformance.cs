namespace ModelHub.Conformance.Models;

/// <summary>What <see cref="IModelStore"/> promises about versions.</summary>
public abstract class ModelVersionConformance(StoreFixture fixture) : StoreSuite(fixture)
{
    [Fact]
    public async Task Publish_OfANewModel_MakesModelAndVersion()
    {
        var details = new ModelDetails { DisplayName = "Shown", Visibility = ModelVisibility.Public, Tags = ["a"] };

        var published = await Models.PublishVersionAsync(NewVersion(details: details));

        Assert.Equal("Shown", published.Model.DisplayName);
        Assert.Equal(ModelVisibility.Public, published.Model.Visibility);
        Assert.Equal(V("1.0.0"), published.Model.CurrentVersion);
        Assert.Equal(published.Model.Id, published.Version.ModelId);
        Assert.Equal(ModelVersionState.Ready, published.Version.State);
        Assert.Equivalent(published.Model, await Models.FindModelAsync(Name()), strict: true);
        Assert.Equivalent(published.Version, await Models.FindVersionAsync(published.Model.Id, V("1.0.0")), strict: true);
    }

    [Fact]
    public async Task Publish_KeepsEverythingOfTheVersion()
    {
        var version = NewVersion() with
        {
            Format = "engines/own",
            EntryFile = "weights/model.bin",
            Files = [NewFile("weights/model.bin", 5_000_000_000), NewFile("LICENSE", 0), NewFile("a b/ü/模型.txt", 7)],
            Signature = new ModelSignature(
                [new TensorSpec("x\0\"'", TensorDataType.FP32, [-1, 3, 224, 224]), new TensorSpec("s", TensorDataType.Bytes, [])],
                [.. Enum.GetValues<TensorDataType>().Select(type => new TensorSpec($"y{type}", type, [long.MaxValue]))]),
            Changelog = HostileText,
            MetadataJson = """{"a":[1,2.50,"é\u0000"], "a":null}""",
            MetricsJson = """{ "f1" : 0.9000 }""",
        };

        var published = (await Models.PublishVersionAsync(version)).Version;

        Assert.Equal(["LICENSE", "a b/ü/模型.txt", "weights/model.bin"], published.Files.Select(file => file.Path));
        Assert.Equal(version.Files.OrderBy(file => file.Path, StringComparer.Ordinal), published.Files);
        Assert.Equal(5_000_000_007, published.Size);
        Assert.Equal("engines/own", published.Format);
        Assert.Equal("weights/model.bin", published.EntryFile);
        Assert.Equivalent(version.Signature, published.Signature, strict: true);
        Assert.Equal(HostileText, published.Changelog);
        Assert.Equal(version.MetadataJson, published.MetadataJson);
        Assert.Equal(version.MetricsJson, published.MetricsJson);
    }

    [Fact]
    public async Task Publish_OfAnExistingModel_ChangesOnlyTheDetailsThatAreNamed()
    {
        var model = await CreateAsync(details: new ModelDetails { DisplayName = "Mine", License = "MIT", Visibility = ModelVisibility.Public });

        var published = await Models.PublishVersionAsync(NewVersion(details: new ModelDetails { License = "Apache-2.0" }));

        Assert.Equal(model.Id, published.Model.Id);
        Assert.Equal("Mine", published.Model.DisplayName);
        Assert.Equal("Apache-2.0", published.Model.License);
        Assert.Equal(ModelVisibility.Public, published.Model.Visibility);
        Assert.True(published.Model.RowVersion > model.RowVersion);
        await AssertFailsAsync(ModelHubErrorCode.Conflict, () => Models.UpdateModelAsync(model.Id, new ModelDetails(), model.RowVersion));
    }

    [Fact]
    public async Task Publish_OfAnExistingVersion_IsAConflictAndChangesNothing()
    {
        var first = await Models.PublishVersionAsync(NewVersion());

        var again = NewVersion(details: new ModelDetails { Description = "changed" }) with { Files = [NewFile("model.onnx", 1), NewFile("more")] };
        var exception = await AssertFailsAsync(ModelHubErrorCode.Conflict, () => Models.PublishVersionAsync(again));

        Assert.Equal($"Version 1.0.0 of {Owner}/m exists already; versions are immutable, publish a higher one.", exception.Message);
        Assert.Equivalent(first.Model, await Models.FindModelAsync(first.Model.Id), strict: true);
        Assert.Equivalent(first.Version, await Models.FindVersionAsync(first.Model.Id, V("1.0.0")), strict: true);
    }

    [Fact]
    public async Task Publish_ThatFails_MakesNoModel()
    {
        await AssertInvalidAsync("files", () => Models.PublishVersionAsync(NewVersion() with { Files = [] }));
        await AssertInvalidAsync("files", () => Models.PublishVersionAsync(NewVersion() with { Files = [NewFile("a"), NewFile("a")] }));
        await AssertInvalidAsync("files", () => Models.PublishVersionAsync(NewVersion() with { Files = [NewFile("../a")] }));
        await AssertInvalidAsync("changelog", () => Models.PublishVersionAsync(NewVersion() with { Changelog = "a\0b" }));
        await AssertInvalidAsync("metadata", () => Models.PublishVersionAsync(NewVersion() with { MetadataJson = "\0" }));

        Assert.Null(await Models.FindModelAsync(Name()));
    }

    [Fact]
    public async Task Publish_Cancelled_LeavesNothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Models.PublishVersionAsync(NewVersion(), cancelled.Token));

        Assert.Null(await Models.FindModelAsync(Name()));
    }

    [Theory]
    [InlineData("1.10.0", "1.9.0", "1.10.0")]
    [InlineData("1.0.0", "1.0.0-rc.1", "1.0.0")]
    [InlineData("1.0.0", "1.0.0", "2.0.0-rc.1")]
    [InlineData("2.0.0-rc.10", "2.0.0-rc.9", "2.0.0-rc.10", "2.0.0-beta.99")]
    [InlineData("1.0.0-rc.1.1", "1.0.0-rc.1", "1.0.0-rc.1.1")]
    [InlineData("1.0.0-a", "1.0.0-Z", "1.0.0-a", "1.0.0-1")]
    [InlineData("0.0.2", "0.0.2", "0.0.1")]
    [InlineData("2147483647.0.0", "2147483647.0.0", "999999999.0.0")]
    public async Task CurrentVersion_IsTheHighestRelease_ElseTheHighestPrerelease(string current, params string[] published)
    {
        Assert.Equal(V(current), (await PublishAsync(published)).CurrentVersion);
    }

    [Fact]
    public async Task List_IsInOrderOfVersions_HighestFirst()
    {
        string[] rising =
        [
            "0.9.0", "1.0.0-1", "1.0.0-2", "1.0.0-10", "1.0.0-A", "1.0.0-Z", "1.0.0-a", "1.0.0-a.1", "1.0.0-a-b", "1.0.0-aa", "1.0.0-rc.2",
            "1.0.0-rc.10", "1.0.0", "1.0.1", "1.0.10", "1.9.0", "1.10.0", "10.0.0",
        ];
        var model = await PublishAsync([.. rising.Order(StringComparer.Ordinal)]);

        foreach (var limit in (int[])[1, 3, rising.Length, 200])
        {
            var listed = await ReadAllAsync(page => Models.ListVersionsAsync(model.Id, page), limit);
            Assert.Equal(rising.Reverse(), listed.Select(version => version.Version.ToString()));
            Assert.All(listed, version => Assert.Equal(["model.onnx"], version.Files.Select(file => file.Path)));
        }
    }

    [Fact]
    public async Task List_HoldsWhatFindGives()
    {
        var model = await PublishAsync("1.0.0", "1.2.0");
        var signature = new ModelSignature([new TensorSpec("x", TensorDataType.FP32, [-1, 4])], []);
        await Models.PublishVersionAsync(NewVersion("1.1.0") with { Signature = signature, Files = [NewFile("b"), NewFile("model.onnx")] });

        var listed = (await Models.ListVersionsAsync(model.Id, new PageRequest())).Items;

        Assert.Equal(["1.2.0", "1.1.0", "1.0.0"], listed.Select(version => version.Version.ToString()));
        foreach (var version in listed) Assert.Equivalent(await Models.FindVersionAsync(model.Id, version.Version), version, strict: true);
    }

    [Fact]
    public async Task List_OfBadPages_IsRefused()
    {
        var model = await PublishAsync("1.0.0", "1.1.0");
        var ofModels = (await Models.ListModelsAsync(new ModelQuery { Page = new PageRequest(Limit: 1) }, null)).NextCursor;

        foreach (var limit in (int[])[0, -1, PageRequest.MaxLimit + 1, int.MaxValue, int.MinValue])
        {
            await AssertInvalidAsync("limit", () => Models.ListVersionsAsync(model.Id, new PageRequest(null, limit)));
        }

        foreach (var cursor in (string?[])["", "v", "1.0.0", "!!!", "a\0b", new string('a', 100_000), ofModels ?? "bTE"])
        {
            await AssertInvalidAsync("cursor", () => Models.ListVersionsAsync(model.Id, new PageRequest(cursor)));
        }
    }

    [Fact]
    public async Task List_OfAnUnknownModel_IsEmpty()
    {
        var page = await Models.ListVersionsAsync(long.MaxValue, new PageRequest());

        Assert.Empty(page.Items);
        Assert.Null(page.NextCursor);
    }

    [Fact]
    public async Task Find_TellsVersionsOfModelsApart()
    {
        var mine = (await Models.PublishVersionAsync(NewVersion(name: "mine"))).Model;
        var other = (await Models.PublishVersionAsync(NewVersion("2.0.0", name: "other"))).Model;

        Assert.NotNull(await Models.FindVersionAsync(mine.Id, V("v1.0.0")));
        Assert.Null(await Models.FindVersionAsync(mine.Id, V("2.0.0")));
        Assert.Null(await Models.FindVersionAsync(mine.Id, V("1.0.0-rc.1")));
        Assert.Null(await Models.FindVersionAsync(other.Id, V("1.0.0")));
    }

    [Fact]
    public async Task Publish_OfManyFilesWithLongPaths_KeepsThemInOrder()
    {
        var folder = string.Concat(Enumerable.Range(0, 5).Select(i => new string((char)('a' + i), 190) + "/"));
        var files = Enumerable.Range(0, 1_234).Select(i => NewFile($"{folder}{i:D4}", i)).ToList();

        var published = await Models.PublishVersionAsync(NewVersion() with { Files = [.. files.AsEnumerable().Reverse()] });

        Assert.Equal(files, published.Version.Files);
        Assert.Equal(files, (await Models.FindVersionAsync(published.Model.Id, V("1.0.0")))!.Files);
    }

    [Fact]
    public async Task Publish_OfBigTexts_KeepsThemWhole()
    {
        var text = string.Concat(Enumerable.Repeat("Größe 模型 👍 ", 100_000));

        var published = await Models.PublishVersionAsync(NewVersion() with { Changelog = text, MetadataJson = $$"""{"t":"{{text}}"}""" });

        Assert.Equal(text, published.Version.Changelog);
        Assert.Equal($$"""{"t":"{{text}}"}""", (await Models.FindVersionAsync(published.Model.Id, V("1.0.0")))!.MetadataJson);
    }
}
