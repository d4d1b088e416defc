namespace ModelHub;

/// <summary>Something that proves who a caller is: a <see cref="PasswordCredential"/> or a <see cref="BearerCredential"/>.</summary>
public abstract record Credential
{
    /// <summary>The kind of credential, never its content.</summary>
    public sealed override string ToString() => GetType().Name;
}
