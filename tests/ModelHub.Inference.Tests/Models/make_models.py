#!/usr/bin/python3
"""Makes the small ONNX models of these tests, next to itself. Needs Debian's python3-onnx and python3-numpy."""

import os

import numpy as np
from onnx import TensorProto as T
from onnx import ValueInfoProto, checker, helper, numpy_helper

HERE = os.path.dirname(os.path.abspath(__file__))


def tensor(name, kind, shape):
    return helper.make_tensor_value_info(name, kind, shape)


def model(path, nodes, inputs, outputs, constants=(), opset=15, check=True, domains=()):
    graph = helper.make_graph(nodes, "g", inputs, outputs, list(constants))
    opsets = [helper.make_opsetid("", opset)] + [helper.make_opsetid(domain, version) for domain, version in domains]
    made = helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="modelhub-tests")
    if check:
        checker.check_model(made)
    target = os.path.join(HERE, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as file:
        file.write(made.SerializeToString(deterministic=True))


def identity(path, kind, shape, check=True):
    nodes = [helper.make_node("Identity", ["x"], ["y"])]
    model(path, nodes, [tensor("x", kind, shape)], [tensor("y", kind, shape)], check=check)


def external(path, location):
    """y = x + w, where w = 1, 2, 3, 4 lies in another file."""
    weights = T(name="w", data_type=T.FLOAT, dims=[4], data_location=T.EXTERNAL)
    for key, value in (("location", location), ("offset", "0"), ("length", "16")):
        entry = weights.external_data.add()
        entry.key, entry.value = key, value
    model(path, [helper.make_node("Add", ["x", "w"], ["y"])], [tensor("x", T.FLOAT, [4])], [tensor("y", T.FLOAT, [4])],
          [weights], check=False)


KINDS = {
    "bool": T.BOOL, "uint8": T.UINT8, "uint16": T.UINT16, "uint32": T.UINT32, "uint64": T.UINT64,
    "int8": T.INT8, "int16": T.INT16, "int32": T.INT32, "int64": T.INT64,
    "fp16": T.FLOAT16, "fp32": T.FLOAT, "fp64": T.DOUBLE, "bytes": T.STRING, "bf16": T.BFLOAT16,
}
for name, kind in KINDS.items():
    identity(f"identity/{name}.onnx", kind, ["n", "m"])
    identity(f"identity-fixed/{name}.onnx", kind, [2, 3])
identity("scalar.onnx", T.FLOAT, [])
identity("unknown-rank.onnx", T.FLOAT, None, check=False)

# sum = a + b, product = a @ b.T: two inputs and two outputs, so that order and choice can be seen.
model("two.onnx",
      [helper.make_node("Add", ["a", "b"], ["sum"]),
       helper.make_node("Transpose", ["b"], ["t"], perm=[1, 0]),
       helper.make_node("MatMul", ["a", "t"], ["product"])],
      [tensor("a", T.FLOAT, ["n", 10]), tensor("b", T.FLOAT, ["n", 10])],
      [tensor("sum", T.FLOAT, ["n", 10]), tensor("product", T.FLOAT, ["n", "n"])])

# The graph names its input as an output, and so does not compute it.
model("returns-input.onnx", [helper.make_node("Identity", ["x"], ["y"])],
      [tensor("x", T.FLOAT, ["n"])], [tensor("x", T.FLOAT, ["n"]), tensor("y", T.FLOAT, ["n"])])

external("external/model.onnx", "weights/data.bin")
os.makedirs(os.path.join(HERE, "external/weights"), exist_ok=True)
np.arange(1, 5, dtype="<f4").tofile(os.path.join(HERE, "external/weights/data.bin"))
external("external-escape.onnx", "../secret.bin")
external("external-absolute.onnx", "/etc/passwd")
external("external-neighbour.onnx", "neighbour.bin")
external("external-placeholder.onnx", "N" * 120)

model("sequence.onnx", [helper.make_node("SequenceConstruct", ["x", "x"], ["items"])],
      [tensor("x", T.FLOAT, ["n"])],
      [helper.make_tensor_sequence_value_info("items", T.FLOAT, None)])

# What skl2onnx makes of a classifier when zipmap is left on.
maps = ValueInfoProto(name="probabilities")
maps.type.sequence_type.elem_type.map_type.key_type = T.INT64
maps.type.sequence_type.elem_type.map_type.value_type.CopyFrom(helper.make_tensor_type_proto(T.FLOAT, []))
model("zipmap.onnx",
      [helper.make_node("ZipMap", ["x"], ["probabilities"], domain="ai.onnx.ml", classlabels_int64s=[0, 1])],
      [tensor("x", T.FLOAT, ["n", 2])], [maps], domains=[("ai.onnx.ml", 1)])

# x @ w, as often as "times" says: runs for as long as a test wants.
size = 256
rounds = helper.make_graph(
    [helper.make_node("Identity", ["go_on"], ["still"]), helper.make_node("MatMul", ["value", "w"], ["next"])],
    "body",
    [tensor("round", T.INT64, []), tensor("go_on", T.BOOL, []), tensor("value", T.FLOAT, [size, size])],
    [tensor("still", T.BOOL, []), tensor("next", T.FLOAT, [size, size])])
model("slow.onnx",
      [helper.make_node("Constant", [], ["shape"], value=numpy_helper.from_array(np.array([size, size], "i8"))),
       helper.make_node("ConstantOfShape", ["shape"], ["zeros"]),
       helper.make_node("EyeLike", ["zeros"], ["w"]),
       helper.make_node("Expand", ["x", "shape"], ["start"]),
       helper.make_node("Loop", ["times", "", "start"], ["y"], body=rounds)],
      [tensor("x", T.FLOAT, [1]), tensor("times", T.INT64, [])],
      [tensor("y", T.FLOAT, [size, size])])

# y = table[i]: refuses an index beyond its three rows, which no signature tells.
model("gather.onnx", [helper.make_node("Gather", ["table", "i"], ["y"])],
      [tensor("i", T.INT64, ["n"])], [tensor("y", T.FLOAT, ["n"])],
      [numpy_helper.from_array(np.array([10, 20, 30], "f4"), "table")])

model("unknown-operator.onnx", [helper.make_node("NoSuchOperator", ["x"], ["y"])],
      [tensor("x", T.FLOAT, ["n"])], [tensor("y", T.FLOAT, ["n"])], check=False)
