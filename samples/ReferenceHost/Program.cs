using ModelHub;
using ReferenceHost;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var settings = builder.AddHostSettings();

var hub = builder.Services.AddModelHub()
    .UseFileSystemStorage(settings.PathOf("artifacts"))
    .AddOnnxRuntime()
    .AddHttpApi()
    .AddJwtAuthentication(options => options.UseKeyFile(settings.PathOf("signing.key")));

if (settings.Postgres.ConnectionString is { Length: > 0 } postgres) hub.UsePostgres(postgres);
else hub.UseSqlite(settings.PathOf("hub.db"));

builder.Services.AddHostedService<AdminAccount>();
builder.Services.AddHostedService<SampleModels>();

var app = builder.Build();
app.MapModelHub();
app.SayWhenReady();
app.Run();
