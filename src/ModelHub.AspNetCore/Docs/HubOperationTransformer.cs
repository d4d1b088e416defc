using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ModelHub.AspNetCore;

/// <summary>Adds to an operation what its handler reads by itself: forms, query parameters, the need of a token.</summary>
internal sealed class HubOperationTransformer : IOpenApiOperationTransformer
{
    public const string SecurityScheme = "bearer";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in metadata.OfType<QueryParameter>()) AddQuery(operation, parameter);
        foreach (var marker in metadata.OfType<PublishFormMarker>()) AddFields(operation, marker);
        if (metadata.OfType<IAuthorizeData>().Any())
        {
            operation.Security ??= [];
            operation.Security.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SecurityScheme, context.Document)] = [] });
            operation.Responses ??= [];
            operation.Responses.TryAdd("401", new OpenApiResponse { Description = "The token is missing or not valid." });
        }

        return Task.CompletedTask;
    }

    private static void AddFields(OpenApiOperation operation, PublishFormMarker marker)
    {
        if (marker == PublishFormMarker.File)
        {
            foreach (var field in PublishFields.Details) AddQuery(operation, new QueryParameter(field, Describe(field)));
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/octet-stream"] = new() { Schema = Binary() } },
            };
            return;
        }

        IEnumerable<string> fields = marker == PublishFormMarker.Model ? ["name", "owner", "version", .. PublishFields.Details] : ["version", .. PublishFields.Details];
        var schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = fields.ToDictionary(field => field, IOpenApiSchema (field) => Text(Describe(field))) };
        schema.Properties["model_file"] = Binary();
        schema.Required = new HashSet<string>(marker == PublishFormMarker.Model ? ["name", "model_file"] : ["model_file"]);
        var body = operation.RequestBody as OpenApiRequestBody ?? new OpenApiRequestBody { Required = true };
        body.Content ??= new Dictionary<string, OpenApiMediaType>();
        body.Content["multipart/form-data"] = new OpenApiMediaType { Schema = schema };
        operation.RequestBody = body;
    }

    private static void AddQuery(OpenApiOperation operation, QueryParameter parameter)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Schema = new OpenApiSchema { Type = parameter.IsNumber ? JsonSchemaType.Integer : JsonSchemaType.String },
        });
    }

    private static string Describe(string field) => field switch
    {
        "name" => "The model's name, or a display name that the name is made of.",
        "owner" => "The caller unless set.",
        "version" => "A semantic version; 1.0.0 unless set.",
        "tags" => "A JSON array of texts, or a list with commas.",
        "visibility" => "private (unless set) or public.",
        "metadata" or "metrics" => "A JSON object.",
        "format" => "Fills in what the content does not tell.",
        _ => "Text.",
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary", Description = "The file's bytes; in a form the part may come several times." };
}
