namespace ModelHub;

/// <summary>For whom the hub acts.</summary>
/// <param name="Name">In lower case; follows <see cref="ModelName.PartRule"/>, so that a user can own models.</param>
/// <param name="Role">What the user may do.</param>
public sealed record HubUser(string Name, HubRole Role = HubRole.Member);
