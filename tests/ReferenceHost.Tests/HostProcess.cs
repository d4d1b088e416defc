using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ReferenceHost.Tests;

/// <summary>The reference host as a process of its own, on a free port of the loopback interface.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    public const string AdminPassword = "the-admin-of-this-test";
    private const string Ready = "ModelHub is ready at ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private readonly Process _process;

    private HostProcess(Process process, Uri url)
    {
        _process = process;
        Url = url;
    }

    public Uri Url { get; }

    public static async Task<HostProcess> StartAsync(string dataPath, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] all =
        [
            Path.Combine(AppContext.BaseDirectory, "ReferenceHost.dll"), "--urls", "http://127.0.0.1:0", "--ModelHub:DataPath", dataPath,
            "--ModelHub:Admin:Password", AdminPassword, .. arguments,
        ];
        foreach (var argument in all) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var printed = new List<string>();
        var url = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => url.TrySetException(new InvalidOperationException($"The host ended:\n{string.Join('\n', printed)}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new HostProcess(process, await url.Task.WaitAsync(StartLimit));

        void Read(string? line)
        {
            if (line is null) return;
            lock (printed) printed.Add(line);
            if (line.StartsWith(Ready, StringComparison.Ordinal)) url.TrySetResult(new Uri(line[Ready.Length..].Split(' ')[0]));
        }
    }

    /// <summary>A client that is logged in; the account is made when it does not exist.</summary>
    public async Task<HttpClient> LoginAsync(string user, string password = "correct-horse-battery")
    {
        var client = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromMinutes(10) };
        var account = new { username = user, password };
        await client.PostAsJsonAsync("/api/v1/auth/register", account);
        using var answer = await client.PostAsJsonAsync("/api/v1/auth/token", account);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!.GetValue<string>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Ends the process at once, as a power cut would: SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Bytes of memory that are resident now, or at the most since <see cref="ResetPeakMemory"/>.</summary>
    public long ReadMemory(bool peak)
    {
        var field = peak ? "VmHWM:" : "VmRSS:";
        var line = File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) * 1024;
    }

    public void ResetPeakMemory() => File.WriteAllText($"/proc/{_process.Id}/clear_refs", "5");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
