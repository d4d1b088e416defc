namespace ModelHub.Architecture.Tests;

public sealed class DependencyTests
{
    private const string Abstractions = "ModelHub.Abstractions";

    [Fact]
    public void Abstractions_DependsOnDependencyInjectionAlone()
    {
        var project = Repository.SourceProjects.Single(path => Repository.NameOf(path) == Abstractions);

        Assert.Equal(["Microsoft.Extensions.DependencyInjection.Abstractions"], Repository.References(project, "PackageReference"));
        Assert.Empty(Repository.References(project, "ProjectReference"));
    }

    [Fact]
    public void EveryPackage_ReferencesOnlyWhatItsPlaceAllows()
    {
        foreach (var project in Repository.SourceProjects.Where(path => Repository.NameOf(path) != Abstractions))
        {
            var name = Repository.NameOf(project);
            var allowed = name == "ModelHub.AspNetCore" ? new[] { "ModelHub" } : [Abstractions];
            var references = Repository.References(project, "ProjectReference").Select(path => Repository.NameOf(path.Replace('\\', '/')));

            Assert.True(references.All(allowed.Contains), $"{name} may reference {string.Join(", ", allowed)} but references {string.Join(", ", references)}.");
        }
    }

    [Fact]
    public void TheEdge_TouchesTheHubOnlyThroughItsContracts()
    {
        var edge = System.Reflection.Assembly.Load("ModelHub.AspNetCore");
        var ours = edge.GetReferencedAssemblies().Select(assembly => assembly.Name!).Where(name => name.StartsWith("ModelHub", StringComparison.Ordinal));

        Assert.DoesNotContain(ours, name => name.StartsWith("ModelHub.Storage", StringComparison.Ordinal) || name == "ModelHub.Inference");
    }
}
