namespace ModelHub;

/// <summary>Who may see a model.</summary>
public enum ModelVisibility
{
    /// <summary>Its owner and administrators; for everybody else it does not exist.</summary>
    Private,

    /// <summary>Every user.</summary>
    Public,
}
