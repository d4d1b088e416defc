using System.Text;

namespace ModelHub;

/// <summary>Where an object lies: a bucket and a path in it.</summary>
/// <remarks>
/// A path is plain text to the hub: it is never resolved against anything. Its rule leaves out whatever could lead a
/// store on a disk out of its root.
/// </remarks>
public sealed record ArtifactKey
{
    /// <summary>The bucket in which the hub keeps its own blobs.</summary>
    public const string ModelsBucket = "models";

    /// <summary>The longest path, in bytes of UTF-8.</summary>
    public const int MaxPathBytes = 1024;

    /// <summary>The longest segment between two slashes, in bytes of UTF-8.</summary>
    public const int MaxSegmentBytes = 200;

    /// <summary>The rule of buckets, for messages.</summary>
    public const string BucketRule = "3 to 63 characters of a-z, 0-9, '.' and '-', starting and ending with a letter or digit, without '..'";

    /// <summary>The rule of paths, for messages.</summary>
    public const string PathRule =
        "1 to 1,024 bytes of UTF-8 with '/' between segments of 1 to 200 bytes; no '.' or '..' segment, no '\\', no control character, no '/' at either end";

    /// <summary>Makes a key.</summary>
    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InvalidInput"/>: a part breaks its rule.</exception>
    public ArtifactKey(string bucket, string path)
    {
        if (!IsValidBucket(bucket)) throw ModelHubException.Invalid("bucket", $"Needs {BucketRule}.");
        if (!IsValidPath(path)) throw ModelHubException.Invalid("key", $"Needs {PathRule}.");
        Bucket = bucket;
        Path = path;
    }

    /// <summary>The bucket.</summary>
    public string Bucket { get; }

    /// <summary>The path in the bucket.</summary>
    public string Path { get; }

    /// <summary>Where the hub keeps the blob of this digest.</summary>
    public static ArtifactKey ForBlob(Sha256Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return new ArtifactKey(ModelsBucket, $"blobs/sha256/{digest.Hex.AsSpan(0, 2)}/{digest.Hex}");
    }

    /// <summary>Whether this can be a bucket: <see cref="BucketRule"/>.</summary>
    public static bool IsValidBucket(string? bucket) =>
        bucket is { Length: >= 3 and <= 63 }
        && bucket.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-')
        && char.IsAsciiLetterOrDigit(bucket[0])
        && char.IsAsciiLetterOrDigit(bucket[^1])
        && !bucket.Contains("..", StringComparison.Ordinal);

    /// <summary>Whether this can be a path: <see cref="PathRule"/>.</summary>
    public static bool IsValidPath(string? path)
    {
        if (string.IsNullOrEmpty(path) || !IsUnicode(path) || Encoding.UTF8.GetByteCount(path) > MaxPathBytes) return false;
        if (path.Any(c => char.IsControl(c) || c == '\\')) return false;
        return path.Split('/').All(segment =>
            segment is not ("" or "." or "..") && Encoding.UTF8.GetByteCount(segment) <= MaxSegmentBytes);
    }

    /// <summary><c>bucket/path</c>.</summary>
    public override string ToString() => $"{Bucket}/{Path}";

    // A lone surrogate has no bytes in UTF-8: two different keys could end up as one file.
    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
