using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ModelHub.AspNetCore;

internal static class HealthEndpoints
{
    /// <summary>Marks the checks that a ready hub needs; an app may add its own with it.</summary>
    public const string ReadyTag = "modelhub";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(RouteGroupBuilder open)
    {
        open.MapMethods("/health", Methods, Live).Describe("health", "Whether the service runs.").Gives<HealthResponse>();
        open.MapMethods("/health/live", Methods, Live).Describe("health", "Whether the service runs.").Gives<HealthResponse>();
        open.MapMethods("/health/ready", Methods, GetReadyAsync).Describe("health", "Whether database and storage answer.")
            .Gives<HealthResponse>().Gives<HealthResponse>(StatusCodes.Status503ServiceUnavailable);
    }

    public static Task<HealthReport> CheckAsync(HealthCheckService health, CancellationToken cancellationToken) =>
        health.CheckHealthAsync(check => check.Tags.Contains(ReadyTag), cancellationToken);

    private static JsonHttpResult<HealthResponse> Live() => TypedResults.Json(new HealthResponse("healthy"), HubJson.Default.HealthResponse);

    private static async Task<IResult> GetReadyAsync(HttpContext http, HealthCheckService health)
    {
        var report = await CheckAsync(health, http.RequestAborted);
        var checks = report.Entries.ToDictionary(entry => entry.Key, entry => Text(entry.Value.Status), StringComparer.Ordinal);
        var status = report.Status == HealthStatus.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return TypedResults.Json(new HealthResponse(Text(report.Status), Checks: checks), HubJson.Default.HealthResponse, statusCode: status);
    }

    private static string Text(HealthStatus status) => status.ToString().ToLowerInvariant();
}
