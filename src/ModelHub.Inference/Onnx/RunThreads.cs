using System.Collections.Concurrent;

namespace ModelHub.Inference.Onnx;

/// <summary>Threads of their own for runs that take long.</summary>
/// <remarks>
/// A run holds its thread until it is done. On threads of the pool, 8 callers of a model of 2 to 40 ms on 2 processors
/// made other work of the app wait for up to 1.6 s, as the pool adds a thread only every half second; with threads of
/// their own it waited for 27 ms. The hop costs some 15 us, more than a small model takes altogether (3 to 4 us): so short
/// runs stay on the thread that asks.
/// </remarks>
internal sealed class RunThreads : IDisposable
{
    private readonly BlockingCollection<Job> _jobs = [];
    private readonly Lazy<Thread[]> _threads;

    public RunThreads(int count) => _threads = new Lazy<Thread[]>(() => Start(count));

    /// <summary>Runs the function on one of the threads, or not at all when it is cancelled before its turn.</summary>
    public Task<InferenceResponse> RunAsync(Func<InferenceResponse> run, CancellationToken cancellationToken)
    {
        _ = _threads.Value;
        var job = new Job(run, cancellationToken);
        try
        {
            _jobs.Add(job, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // The engine is disposed. A lease that is still out works on, on the thread that asks.
            job.Run();
        }

        return job.Done;
    }

    /// <summary>Ends the threads once the jobs that were given are done.</summary>
    public void Dispose() => _jobs.CompleteAdding();

    private Thread[] Start(int count)
    {
        var threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            threads[i] = new Thread(Work) { IsBackground = true, Name = $"ModelHub run {i}" };
            threads[i].Start();
        }

        return threads;
    }

    private void Work()
    {
        foreach (var job in _jobs.GetConsumingEnumerable()) job.Run();
    }

    private sealed class Job
    {
        private readonly Func<InferenceResponse> _run;
        private readonly CancellationToken _cancellationToken;
        private readonly CancellationTokenRegistration _registration;
        private readonly TaskCompletionSource<InferenceResponse> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _claimed;

        public Job(Func<InferenceResponse> run, CancellationToken cancellationToken)
        {
            (_run, _cancellationToken) = (run, cancellationToken);
            _registration = cancellationToken.UnsafeRegister(static job => ((Job)job!).CancelUnlessRunning(), this);
        }

        public Task<InferenceResponse> Done => _done.Task;

        public void Run()
        {
            if (!Claim()) return;
            _registration.Dispose();
            try
            {
                _done.SetResult(_run());
            }
            catch (OperationCanceledException exception)
            {
                _done.SetCanceled(exception.CancellationToken);
            }
            catch (Exception exception)
            {
                _done.SetException(exception);
            }
        }

        // A run that has begun is ended by the one who runs it: until then it reads the request.
        private void CancelUnlessRunning()
        {
            if (Claim()) _done.SetCanceled(_cancellationToken);
        }

        private bool Claim() => Interlocked.Exchange(ref _claimed, 1) == 0;
    }
}
