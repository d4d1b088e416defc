using System.Reflection;

namespace ModelHub.Architecture.Tests;

/// <summary>A provider that leaves out a suite of its contract fails here.</summary>
public sealed class ConformanceTests
{
    private static readonly Type[] Contracts = [typeof(IArtifactStore), typeof(IModelStore), typeof(IUserStore)];

    [Fact]
    public void EveryProvider_InheritsEverySuiteOfItsContract()
    {
        foreach (var (contract, provider) in Providers())
        {
            var tests = Assembly.Load($"{provider.Assembly.GetName().Name}.Tests").GetTypes();
            var suites = Suites(contract);

            Assert.NotEmpty(suites);
            foreach (var suite in suites)
            {
                Assert.True(
                    tests.Any(test => test is { IsAbstract: false, IsPublic: true } && suite.IsAssignableFrom(test)),
                    $"{provider.Assembly.GetName().Name}.Tests does not inherit {suite.Name}, a suite of {contract.Name}.");
            }
        }
    }

    [Fact]
    public void EveryContractOfAStore_HasAProvider() =>
        Assert.All(Contracts, contract => Assert.Contains(Providers(), found => found.Contract == contract));

    private static IEnumerable<(Type Contract, Type Provider)> Providers() =>
        from project in Repository.SourceProjects
        where Repository.NameOf(project).StartsWith("ModelHub.Storage.", StringComparison.Ordinal)
        from type in Assembly.Load(Repository.NameOf(project)).GetTypes()
        where type is { IsClass: true, IsAbstract: false }
        from contract in Contracts
        where contract.IsAssignableFrom(type)
        select (contract, type);

    /// <summary>The suites of IModelStore are those whose name starts with ModelStore, and so on.</summary>
    private static List<Type> Suites(Type contract) =>
        [.. Assembly.Load("ModelHub.Conformance").GetTypes().Where(type =>
            type is { IsAbstract: true, IsSealed: false, IsPublic: true }
            && type.Name.StartsWith(contract.Name[1..].Replace("Store", "", StringComparison.Ordinal), StringComparison.Ordinal)
            && type.GetMethods().Any(method => method.GetCustomAttribute<FactAttribute>() is not null))];
}
