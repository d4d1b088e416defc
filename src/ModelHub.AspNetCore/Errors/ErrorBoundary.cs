using Microsoft.AspNetCore.Http;

namespace ModelHub.AspNetCore;

/// <summary>Around every endpoint: nothing that fails in one, or while its result is written, leaves it as an exception.</summary>
internal sealed class ErrorBoundary(ErrorWriter errors) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            if (await next(context) is IResult result) await result.ExecuteAsync(context.HttpContext);
        }
        catch (Exception exception)
        {
            await errors.WriteAsync(context.HttpContext, exception);
        }

        return Results.Empty;
    }
}
