using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ModelHub.AspNetCore;

/// <summary>Reads what addresses and query strings hold.</summary>
internal static class Route
{
    /// <summary>The version or alias of an address. The name may carry it too, as in <c>alice/m@champion</c>.</summary>
    public static ModelReference Reference(string owner, string name, string? selector = null)
    {
        if (selector is null) return ModelReference.Parse($"{owner}/{name}");
        return ModelReference.TryParse($"{ModelName.Create(owner, name)}@{selector}", out var reference)
            ? reference
            : throw ModelHubException.Invalid("version", $"Needs {SemanticVersion.Rule}, or an alias.");
    }

    public static PageRequest Page(IQueryCollection query)
    {
        var cursor = query["cursor"].ToString();
        var limit = query["limit"].ToString();
        if (limit.Length == 0) return new PageRequest(cursor.Length == 0 ? null : cursor);
        return int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= PageRequest.MaxLimit
            ? new PageRequest(cursor.Length == 0 ? null : cursor, number)
            : throw ModelHubException.Invalid("limit", $"Needs a number from 1 to {PageRequest.MaxLimit}.");
    }
}
