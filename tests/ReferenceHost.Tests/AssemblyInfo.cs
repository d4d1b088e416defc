// Each test starts processes of its own and some measure them: they would get into each other's way.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
