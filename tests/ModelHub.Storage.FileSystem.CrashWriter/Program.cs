using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ModelHub;
using ModelHub.Storage.FileSystem.CrashWriter;

// stall ROOT BYTES    puts "crash/big", says "stalled" after so many bytes, and waits to be killed
// loop ROOT BYTES     puts "crash/0", "crash/1", ... of so many bytes and says "stored N" after each, until killed
// measure ROOT BYTES  puts one object and says by how many bytes the process grew at most
// fill ROOT BYTES     puts objects of so many bytes until one fails; says how, and how many temporary files are left
var (command, root, bytes) = (args[0], args[1], long.Parse(args[2], CultureInfo.InvariantCulture));
var builder = new StoreBuilder();
builder.UseFileSystemStorage(root);
await using var services = builder.Services.BuildServiceProvider();
var store = services.GetRequiredService<IArtifactStore>();

switch (command)
{
    case "stall":
        await store.PutAsync(new ArtifactKey("crash", "big"), new PatternStream(0, long.MaxValue, position =>
        {
            if (position < bytes) return;
            Console.WriteLine("stalled");
            Process.GetCurrentProcess().WaitForExit();
        }));
        break;
    case "loop":
        for (var i = 0; ; i++)
        {
            await store.PutAsync(new ArtifactKey("crash", $"dir{i % 5}/{i}"), new PatternStream(i, bytes));
            Console.WriteLine($"stored {i}");
        }

    case "measure":
        await MeasureAsync();
        break;
    case "fill":
        await FillAsync();
        break;
    default:
        throw new ArgumentException($"Unknown command '{command}'.");
}

async Task MeasureAsync()
{
    // Once, so that what the first put loads and compiles is not counted.
    await store.PutAsync(new ArtifactKey("crash", "first"), new PatternStream(0, 1024 * 1024));
    using var process = Process.GetCurrentProcess();
    var (before, most, next) = (process.WorkingSet64, 0L, 0L);
    await store.PutAsync(new ArtifactKey("crash", "big"), new PatternStream(7, bytes, position =>
    {
        if (position < next) return;
        next = position + (16 * 1024 * 1024);
        process.Refresh();
        most = Math.Max(most, process.WorkingSet64);
    }));
    Console.WriteLine($"grew {most - before}");
}

async Task FillAsync()
{
    for (var i = 0; ; i++)
    {
        try
        {
            await store.PutAsync(new ArtifactKey("crash", i.ToString(CultureInfo.InvariantCulture)), new PatternStream(i, bytes));
        }
        catch (ModelHubException exception)
        {
            var kept = 0;
            await foreach (var info in store.ListAsync("crash"))
            {
                if (info.Size == bytes) kept++;
            }

            Console.WriteLine($"{exception.Code}: {exception.Message} stored={i} kept={kept} temp={Directory.GetFiles(Path.Join(root, ".tmp")).Length}");
            return;
        }
    }
}
