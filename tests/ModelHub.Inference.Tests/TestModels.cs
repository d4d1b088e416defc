namespace ModelHub.Inference.Tests;

/// <summary>The models that Models/make_models.py makes.</summary>
internal static class TestModels
{
    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "Models");

    public static string PathOf(string name) => Path.Combine(Root, name);

    public static TheoryData<TensorDataType> AllTypes => new(Enum.GetValues<TensorDataType>());
}
