namespace ModelHub.AspNetCore.Tests;

/// <summary>The tests that share one server.</summary>
[CollectionDefinition(Name)]
public sealed class HubCollection : ICollectionFixture<HubServer>
{
    public const string Name = "hub";
}
