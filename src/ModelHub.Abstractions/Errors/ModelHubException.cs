namespace ModelHub;

/// <summary>The one exception that ModelHub throws for failures a caller can act on.</summary>
/// <remarks>The message is written for the user: it may be shown over HTTP as it is.</remarks>
public sealed class ModelHubException : Exception
{
    /// <summary>Makes an exception with a code and a message for the user.</summary>
    public ModelHubException(ModelHubErrorCode code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Errors = [];
    }

    /// <summary>Makes an <see cref="ModelHubErrorCode.InvalidInput"/> exception that reports every broken rule at once.</summary>
    public ModelHubException(IReadOnlyList<FieldError> errors)
        : base(Describe(errors))
    {
        Code = ModelHubErrorCode.InvalidInput;
        Errors = errors;
    }

    /// <summary>What kind of failure this is.</summary>
    public ModelHubErrorCode Code { get; }

    /// <summary>The broken rules by field; empty when no field is to blame.</summary>
    public IReadOnlyList<FieldError> Errors { get; }

    /// <summary>Makes an <see cref="ModelHubErrorCode.InvalidInput"/> exception about one field.</summary>
    public static ModelHubException Invalid(string field, string message) => new([new FieldError(field, message)]);

    private static string Describe(IReadOnlyList<FieldError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return string.Join(" ", errors.Select(error => $"{error.Field}: {error.Message}"));
    }
}
