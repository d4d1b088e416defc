using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ModelHub.AspNetCore;

/// <summary>Gives a body to the errors that routing answers without one (404, 405, 415) below the hub's own prefixes.</summary>
internal sealed class EmptyErrorStartupFilter(ErrorWriter errors) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, inner) =>
        {
            await inner(context);
            var response = context.Response;
            if (response.HasStarted || response.ContentLength is not null || response.ContentType is not null || !IsHubs(context.Request.Path)) return;
            if (HttpError.FromStatus(response.StatusCode) is { } error) await errors.WriteAsync(context, error);
        });
        next(app);
    };

    private static bool IsHubs(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/v2", StringComparison.OrdinalIgnoreCase);
}
