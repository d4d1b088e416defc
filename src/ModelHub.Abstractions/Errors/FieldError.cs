namespace ModelHub;

/// <summary>One broken rule of one field of what a caller sent.</summary>
/// <param name="Field">The field as the caller spells it, for example <c>version</c> or <c>inputs.x</c>.</param>
/// <param name="Message">What is wrong, the limit, and the fix. Holds no path, SQL or stack.</param>
public sealed record FieldError(string Field, string Message);
