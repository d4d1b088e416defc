using System.Net;
using System.Text.Json;

namespace ModelHub.AspNetCore.Tests;

internal static class HttpAssertions
{
    public static async Task<JsonElement> ReadJsonAsync(this HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync());

    /// <summary>Asserts a problem of this status, and gives it.</summary>
    public static async Task<JsonElement> AssertProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, string? code = null, string? field = null)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode} instead of {(int)status}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        var problem = JsonElement.Parse(text);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.All(["type", "title", "detail", "code", "trace_id"], name => Assert.NotEqual("", problem.GetProperty(name).GetString()));
        if (code is not null) Assert.Equal(code, problem.GetProperty("code").GetString());
        if (field is not null)
        {
            Assert.True(problem.TryGetProperty("errors", out var errors), text);
            Assert.True(errors.TryGetProperty(field, out var messages) && messages.GetArrayLength() > 0, text);
        }

        return problem;
    }
}
