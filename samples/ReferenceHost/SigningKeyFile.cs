using System.Security.Cryptography;
using ModelHub.AspNetCore;

namespace ReferenceHost;

/// <summary>The key that signs tokens: made at the first start, readable by the host's user alone.</summary>
internal static class SigningKeyFile
{
    private const int KeyBytes = 64;

    /// <summary>Uses the file's key where configuration (<c>ModelHub:Jwt:Keys</c>) names none.</summary>
    public static void UseKeyFile(this JwtAuthOptions options, string path)
    {
        if (options.Keys.Count > 0) return;
        var secret = ReadOrCreate(path);
        var id = Convert.ToHexStringLower(SHA256.HashData(secret).AsSpan(0, 8));
        options.Keys.Add(new SigningKey { Id = id, Secret = secret });
    }

    /// <summary>Reads the key, or makes one. Hosts that start together end up with the same one.</summary>
    private static byte[] ReadOrCreate(string path)
    {
        if (!File.Exists(path)) Create(path);
        var key = File.ReadAllBytes(path);
        return key.Length == KeyBytes
            ? key
            : throw new InvalidOperationException($"{path} should hold {KeyBytes} bytes but holds {key.Length}. Restore it, or delete it to make a new key: all tokens end.");
    }

    private static void Create(string path)
    {
        var directory = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(directory);
        var temporary = Path.Combine(directory, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary); // Another host was first: its key counts.
        }
    }
}
