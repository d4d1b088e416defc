using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ModelHub.AspNetCore;

internal sealed class HubDocumentTransformer : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ModelHub",
            Version = "v1",
            Description = "Stores, versions, shares, checks and serves machine-learning models. Failures are problem details (RFC 9457); below /v2 they are {\"error\": ...}.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[HubOperationTransformer.SecurityScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "POST /api/v1/auth/token gives a token.",
        };
        return Task.CompletedTask;
    }
}
