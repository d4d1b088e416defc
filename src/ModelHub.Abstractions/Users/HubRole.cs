namespace ModelHub;

/// <summary>What a user may do beside what owning a model allows.</summary>
public enum HubRole
{
    /// <summary>Publishes own models and uses public ones.</summary>
    Member,

    /// <summary>Sees and changes everything.</summary>
    Admin,
}
