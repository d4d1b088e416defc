namespace ModelHub.Inference.Tests;

public sealed class RequestValidatorTests
{
    private static readonly ModelSignature Signature = new(
        [
            new("x", TensorDataType.FP32, [-1, 10]),
            new("flag", TensorDataType.Bool, [2]),
            new("text", TensorDataType.Bytes, [-1]),
        ],
        [new("y", TensorDataType.FP32, [-1]), new("z", TensorDataType.FP32, [-1])]);

    private static readonly InferenceTensor Flag = InferenceTensor.Create<bool>("flag", [true, false], 2);
    private static readonly InferenceTensor Text = InferenceTensor.Create("text", (string[])["a", ""], 2);

    public static TheoryData<InferenceTensor, string> WrongX => new()
    {
        { X([2, 9], 18), "Needs shape [-1, 10]; got [2, 9]." },
        { X([20], 20), "Needs shape [-1, 10]; got [20]." },
        { X([1, 2, 10], 20), "Needs shape [-1, 10]; got [1, 2, 10]." },
        { X([], 1), "Needs shape [-1, 10]; got []." },
        { X([-1, 10], 10), "Needs sizes of 0 or more; got shape [-1, 10]." },
        { X([2, 10], 19), "Shape [2, 10] of FP32 needs 80 bytes; got 76." },
        { X([0, 10], 1), "Shape [0, 10] of FP32 needs 0 bytes; got 4." },
        { X([2, 10], 0), "Shape [2, 10] of FP32 needs 80 bytes; got 0." },
        { X([long.MaxValue, 10], 10), "Shape [9223372036854775807, 10] has too many elements; the limit is 268,435,456 of FP32." },
        { X([1L << 61, 10], 20), "Shape [2305843009213693952, 10] has too many elements; the limit is 268,435,456 of FP32." },
        { X([1L << 25, 10], 0), "Shape [33554432, 10] has too many elements; the limit is 268,435,456 of FP32." },
        { new("x", TensorDataType.FP64, [1, 10], new byte[80]), "Needs data type FP32; got FP64." },
        { X([.. Enumerable.Repeat(1L, 33)], 1), "Has 33 dimensions; the limit is 32." },
    };

    public static TheoryData<byte[], long, string> WrongTexts => new()
    {
        { [], 1, "Shape [1] needs 1 elements, each with its length in front as 4 bytes; the data ends after 0." },
        { [1, 0, 0], 1, "Shape [1] needs 1 elements, each with its length in front as 4 bytes; the data ends after 0." },
        { [1, 0, 0, 0], 1, "Element 0 has the length 1, but only 0 bytes follow." },
        { [255, 255, 255, 255, 1], 1, "Element 0 has the length 4294967295, but only 1 bytes follow." },
        { [1, 0, 0, 0, 65], 2, "Shape [2] needs 2 elements, each with its length in front as 4 bytes; the data ends after 1." },
        { [1, 0, 0, 0, 65, 66], 1, "Shape [1] needs 1 elements; 1 bytes follow the last." },
        { [1], 0, "Shape [0] needs 0 elements; 1 bytes follow the last." },
        { [], (1L << 22) + 1, "Shape [4194305] has too many elements; the limit is 4,194,304 of BYTES." },
    };

    [Theory]
    [MemberData(nameof(WrongX))]
    public void Validate_OfAWrongTensor_SaysWhatIsExpectedAndWhatCame(InferenceTensor x, string message) =>
        Assert.Equal([new("inputs.x", message)], Errors([x, Flag, Text]));

    [Theory]
    [MemberData(nameof(WrongTexts))]
    public void Validate_OfTextsThatAreNotFramed_SaysWhere(byte[] data, long count, string message) =>
        Assert.Equal([new("inputs.text", message)], Errors([X([1, 10], 10), Flag, new InferenceTensor("text", TensorDataType.Bytes, [count], data)]));

    [Fact]
    public void Validate_OfABoolThatIsNeither0Nor1_SaysWhere() => Assert.Equal(
        [new("inputs.flag", "Needs 0 or 1 in each element; element 1 is 7.")],
        Errors([X([1, 10], 10), new InferenceTensor("flag", TensorDataType.Bool, [2], new byte[] { 1, 7 }), Text]));

    [Fact]
    public void Validate_OfManyErrors_ReportsAllAtOnce() => Assert.Equal(
        [
            new("inputs.x", "Is given more than once."),
            new("inputs.flag", "Is missing; needs BOOL of shape [2]."),
            new("inputs.text", "Needs shape [-1]; got []."),
            new("inputs.w", "The model has no such input; it takes 'x', 'flag', 'text'."),
            new("outputs.v", "The model has no such output; it gives 'y', 'z'."),
            new("outputs.y", "Is asked for more than once."),
        ],
        Errors([X([1, 10], 10), InferenceTensor.Create("text", (string[])["a"]), X([1, 10], 10), InferenceTensor.Create("w", [1f], 1)], ["y", "v", "y"]));

    [Fact]
    public void Validate_OfNoOutputAtAll_SaysWhatThereIs() =>
        Assert.Equal([new("outputs", "Name at least one, or leave the list out to get all: 'y', 'z'.")], Errors([X([1, 10], 10), Flag, Text], []));

    [Fact]
    public void Validate_OfAHostileNumberOfNames_AnswersBriefly()
    {
        var many = Enumerable.Range(0, 10_000).Select(i => InferenceTensor.Create(new string('n', 1_000 * (i & 1)) + i, [1f], 1)).ToList();
        Assert.Equal([new("inputs", "The model takes 3; got 10,000.")], Errors(many));
        Assert.Equal([new("outputs", "The model gives 2; 10,000 were asked for.")], Errors([X([1, 10], 10), Flag, Text], [.. many.Select(input => input.Name)]));

        var some = Errors([.. many.Take(35)]);
        Assert.Equal(RequestValidator.MaxErrors, some.Count);
        Assert.All(some, error => Assert.InRange(error.Field.Length + error.Message.Length, 1, 400));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Validate_OfARequestThatFits_SaysNothing(long rows)
    {
        using var request = new InferenceRequest([Text, X([rows, 10], (int)rows * 10), Flag], ["z"]);
        RequestValidator.Validate(Signature, request);
        RequestValidator.Validate(Signature, new InferenceRequest(request.Inputs));
    }

    private static InferenceTensor X(long[] shape, int floats) => new("x", TensorDataType.FP32, shape, new byte[floats * sizeof(float)]);

    private static IReadOnlyList<FieldError> Errors(IReadOnlyList<InferenceTensor> inputs, IReadOnlyList<string>? outputs = null)
    {
        var failure = Assert.Throws<ModelHubException>(() => RequestValidator.Validate(Signature, new InferenceRequest(inputs, outputs)));
        Assert.Equal(ModelHubErrorCode.InvalidInput, failure.Code);
        return failure.Errors;
    }
}
