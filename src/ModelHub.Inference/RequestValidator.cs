using System.Globalization;

namespace ModelHub.Inference;

/// <summary>Checks a request against a signature before any engine sees it, and reports everything that is wrong at once.</summary>
/// <remarks>A request that fits costs no allocation.</remarks>
internal static class RequestValidator
{
    /// <summary>The most elements of one tensor. It also keeps the products of sizes far from overflow.</summary>
    public const long MaxElements = 1L << 28;

    /// <summary>The most texts of one tensor: each takes several times its bytes in an engine.</summary>
    public const long MaxTexts = 1L << 22;

    /// <summary>The most dimensions of one tensor.</summary>
    public const int MaxRank = 32;

    /// <summary>The most errors that are reported: a hostile request shall not make a huge answer.</summary>
    public const int MaxErrors = 32;

    /// <exception cref="ModelHubException"><see cref="ModelHubErrorCode.InvalidInput"/>: the request does not fit.</exception>
    public static void Validate(ModelSignature signature, InferenceRequest request)
    {
        List<FieldError>? errors = null;
        CheckInputs(signature.Inputs, request.Inputs, ref errors);
        CheckOutputs(signature.Outputs, request.Outputs, ref errors);
        if (errors is null) return;
        if (errors.Count > MaxErrors) errors.RemoveRange(MaxErrors, errors.Count - MaxErrors);
        throw new ModelHubException(errors);
    }

    private static void CheckInputs(IReadOnlyList<TensorSpec> specs, IReadOnlyList<InferenceTensor> inputs, ref List<FieldError>? errors)
    {
        // Bounds the search below, which compares every input with every name.
        if (inputs.Count > specs.Count + MaxErrors)
        {
            Add(ref errors, "inputs", $"The model takes {Number(specs.Count)}; got {Number(inputs.Count)}.");
            return;
        }

        for (var i = 0; i < specs.Count; i++) CheckInput(specs[i], inputs, ref errors);
        for (var i = 0; i < inputs.Count; i++)
        {
            if (!Names(specs, inputs[i].Name)) Add(ref errors, Field("inputs", inputs[i].Name), $"The model has no such input; it takes {Names(specs)}.");
        }
    }

    private static void CheckInput(TensorSpec spec, IReadOnlyList<InferenceTensor> inputs, ref List<FieldError>? errors)
    {
        InferenceTensor? given = null;
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Name != spec.Name) continue;
            if (given is not null)
            {
                Add(ref errors, Field("inputs", spec.Name), "Is given more than once.");
                return;
            }

            given = inputs[i];
        }

        var error = given is null
            ? $"Is missing; needs {spec.DataType.ProtocolName()} of shape {TensorShape.Format(spec.Shape)}."
            : CheckTensor(spec, given);
        if (error is not null) Add(ref errors, Field("inputs", spec.Name), error);
    }

    // The first thing that is wrong with one tensor: what follows from it would only be noise.
    private static string? CheckTensor(TensorSpec spec, InferenceTensor tensor)
    {
        if (tensor.DataType != spec.DataType)
            return $"Needs data type {spec.DataType.ProtocolName()}; got {tensor.DataType.ProtocolName()}.";
        if (TensorShape.HasNegative(tensor.Shape))
            return $"Needs sizes of 0 or more; got shape {TensorShape.Format(tensor.Shape)}.";
        if (tensor.Shape.Length > MaxRank)
            return $"Has {Number(tensor.Shape.Length)} dimensions; the limit is {Number(MaxRank)}.";
        if (!TensorShape.Fits(spec.Shape, tensor.Shape))
            return $"Needs shape {TensorShape.Format(spec.Shape)}; got {TensorShape.Format(tensor.Shape)}.";

        var limit = tensor.DataType == TensorDataType.Bytes ? MaxTexts : MaxElements;
        return TensorShape.TryCount(tensor.Shape, limit, out var count)
            ? TensorContent.Check(tensor, count)
            : $"Shape {TensorShape.Format(tensor.Shape)} has too many elements; the limit is {Number(limit)} of {tensor.DataType.ProtocolName()}.";
    }

    private static void CheckOutputs(IReadOnlyList<TensorSpec> specs, IReadOnlyList<string>? asked, ref List<FieldError>? errors)
    {
        if (asked is null) return;
        if (asked.Count == 0) Add(ref errors, "outputs", $"Name at least one, or leave the list out to get all: {Names(specs)}.");
        if (asked.Count > specs.Count + MaxErrors)
        {
            Add(ref errors, "outputs", $"The model gives {Number(specs.Count)}; {Number(asked.Count)} were asked for.");
            return;
        }

        for (var i = 0; i < asked.Count; i++)
        {
            if (!Names(specs, asked[i])) Add(ref errors, Field("outputs", asked[i]), $"The model has no such output; it gives {Names(specs)}.");
            for (var before = 0; before < i; before++)
            {
                if (asked[before] != asked[i]) continue;
                Add(ref errors, Field("outputs", asked[i]), "Is asked for more than once.");
                break;
            }
        }
    }

    private static bool Names(IReadOnlyList<TensorSpec> specs, string name)
    {
        for (var i = 0; i < specs.Count; i++)
        {
            if (specs[i].Name == name) return true;
        }

        return false;
    }

    private static string Names(IReadOnlyList<TensorSpec> specs) =>
        specs.Count == 0 ? "none" : string.Join(", ", specs.Take(16).Select(spec => $"'{Short(spec.Name)}'")) + (specs.Count > 16 ? ", ..." : "");

    private static void Add(ref List<FieldError>? errors, string field, string message)
    {
        errors ??= [];
        if (errors.Count < MaxErrors) errors.Add(new FieldError(field, message));
    }

    private static string Field(string list, string name) => $"{list}.{Short(name)}";

    // Both the publisher of a model and the sender of a request choose names freely.
    private static string Short(string name) => name.Length <= 100 ? name : $"{name.AsSpan(0, 100)}...";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
