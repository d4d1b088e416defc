// Publishes an ONNX model and predicts with it, in one process and with no web server.
// dotnet run -- ../models/random-forest.onnx data
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelHub;

var builder = Host.CreateApplicationBuilder();
builder.Services.AddModelHub()
    .UseFileSystemStorage(Path.Combine(args[1], "artifacts"))
    .UseSqlite(Path.Combine(args[1], "hub.db"))
    .AddOnnxRuntime();
using var host = builder.Build();
await host.StartAsync();

var hub = host.Services.GetRequiredService<IModelHub>();
var ada = new HubUser("ada");
var (model, version) = await hub.PublishAsync(ada, new PublishRequest { Name = "forest", Version = "1.0.0" }, [args[0]]);
Console.WriteLine($"{model.Name}@{version.Version}: {version.Format}, {version.Size} bytes, sha256 {version.Files[0].Sha256}");

using var request = new InferenceRequest([InferenceTensor.Create<float>("features", new float[20], 2, 10)]);
using var response = await hub.PredictAsync(ada, ModelReference.Parse("ada/forest@latest"), request);
Console.WriteLine($"label {string.Join(' ', response["label"].AsSpan<long>().ToArray())}");
await host.StopAsync();
