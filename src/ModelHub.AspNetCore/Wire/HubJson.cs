using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelHub.AspNetCore;

/// <summary>How everything but tensors is read and written. Reading is strict: a misspelt or repeated field is an error, not silence.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 32)]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(InferError))]
[JsonSerializable(typeof(ServerMetadata))]
[JsonSerializable(typeof(ServerState))]
[JsonSerializable(typeof(ModelMetadata))]
[JsonSerializable(typeof(ModelState))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(UserResponse))]
[JsonSerializable(typeof(ModelRequest))]
[JsonSerializable(typeof(ModelResponse))]
[JsonSerializable(typeof(VersionResponse))]
[JsonSerializable(typeof(AliasRequest))]
[JsonSerializable(typeof(AliasResponse))]
[JsonSerializable(typeof(PageResponse<ModelResponse>))]
[JsonSerializable(typeof(PageResponse<VersionResponse>))]
[JsonSerializable(typeof(PageResponse<AliasResponse>))]
internal sealed partial class HubJson : JsonSerializerContext;
