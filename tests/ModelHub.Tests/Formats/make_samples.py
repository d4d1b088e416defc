"""Writes Samples/: a tiny real file of each format, named <format>.<what>.

Run with Debian's python3 (python3-sklearn, python3-h5py, python3-onnx).
"""
import bz2
import gzip
import io
import json
import lzma
import pathlib
import pickle
import struct
import zipfile

import h5py
import joblib
import numpy as np
from onnx import TensorProto, helper, numpy_helper
from sklearn.linear_model import LogisticRegression

SAMPLES = pathlib.Path(__file__).resolve().parent / "Samples"


def write(name, content):
    (SAMPLES / name).write_bytes(content)


def pickles():
    value = {"weights": [0.25, -1.5, 1e300], "name": "a model", "size": 2 ** 70, "raw": b"\x00\xff", "none": None, "nested": [(1, 2), {3}]}
    for protocol in range(6):
        write(f"pickle.protocol{protocol}", pickle.dumps(value, protocol))
    write("pickle.large-protocol0", pickle.dumps([f"word {i}" for i in range(5000)], 0))
    write("pickle.large-bytes", pickle.dumps(bytes(70_000), 4))
    write("pickle.gzip", gzip.compress(pickle.dumps(value), mtime=0))
    # Before ZIPs, torch.save wrote pickles one after the other: its number, a version, the system, the data.
    legacy = [0x1950A86A20F9469CFC6C, 1001, {"protocol_version": 1001, "little_endian": True}, {"weight": [1.0]}]
    write("pytorch.legacy", b"".join(pickle.dumps(part, 2) for part in legacy))


def joblibs():
    model = LogisticRegression().fit(np.arange(8).reshape(4, 2), [0, 0, 1, 1])
    for name, compress in {"plain": 0, "zlib": ("zlib", 3), "gzip": ("gzip", 3)}.items():
        joblib.dump(model, SAMPLES / f"joblib.{name}", compress=compress)
    joblib.dump(np.arange(9_000.0), SAMPLES / "joblib.array", compress=0)
    joblib.dump(model, SAMPLES / "joblib.protocol2", protocol=2)
    joblib.dump({"no": "array"}, SAMPLES / "joblib.zlib-without-array", compress=("zlib", 9))
    # What .NET has no decoder for stays unknown.
    for name in ("bz2", "xz", "lzma"):
        joblib.dump(model, SAMPLES / f"unknown.joblib-{name}", compress=(name, 3))


def hdf5s():
    def keras(file):
        file.attrs["backend"] = "tensorflow"
        file.attrs["keras_version"] = "2.11.0"
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": {"name": "sequential"}})
        file.create_group("model_weights/dense").create_dataset("kernel:0", data=np.eye(2, dtype="f"))

    for name, settings in {"h5": {}, "h5-latest": {"libver": "latest"}, "h5-userblock": {"userblock_size": 1024}}.items():
        with h5py.File(SAMPLES / f"keras.{name}", "w", **settings) as file:
            keras(file)
    with h5py.File(SAMPLES / "keras.h5-many-attributes", "w") as file:  # so many that the header continues elsewhere
        for i in range(40):
            file.attrs[f"attribute_{i}"] = "x" * i
        keras(file)
    for name, settings in {"plain": {}, "latest": {"libver": "latest"}}.items():
        with h5py.File(SAMPLES / f"hdf5.{name}", "w", **settings) as file:
            file.attrs["keras_versions_seen"] = 0
            file.create_dataset("x", data=np.arange(4))


def zipped(files, compression=zipfile.ZIP_STORED, comment=b""):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
        archive.comment = comment
    return buffer.getvalue()


def zips():
    write("pytorch.zip", zipped({
        "model/data.pkl": pickle.dumps({"weight": [1.0]}, 2), "model/byteorder": b"little",
        "model/data/0": struct.pack("<2f", 1, 2), "model/version": b"3\n"}))
    write("pytorch.torchscript", zipped({
        "net/data.pkl": pickle.dumps({}, 2), "net/code/__torch__.py": b"class Net(Module):\n  pass\n",
        "net/constants.pkl": pickle.dumps((), 2), "net/version": b"3\n"}))
    write("keras.zip", zipped({
        "metadata.json": b'{"keras_version": "3.3.3"}', "config.json": b"{}", "model.weights.h5": b"\x89HDF\r\n\x1a\n"}))
    saved_model = b"\x08\x01\x12\x09\x0a\x07\x22\x05serve"  # SavedModel: schema version, a meta graph with a tag
    write("savedmodel.zip", zipped({"saved_model.pb": saved_model, "variables/variables.index": b""}, zipfile.ZIP_DEFLATED))
    write("savedmodel.zip-with-folder", zipped({"net/saved_model.pb": saved_model, "net/variables/variables.index": b""}))
    write("saved_model.pb", saved_model)
    write("zip.plain", zipped({"app.py": b"print('hello')\n", "requirements.txt": b"flask\n"}, zipfile.ZIP_DEFLATED))
    write("zip.comment", zipped({"readme": b"hello"}, comment=b"PK\x05\x06 is not the end" * 100))
    write("zip.empty", zipped({}))
    write("zip.data-pkl-without-version", zipped({"x/data.pkl": b"."}))
    buffer = io.BytesIO()
    np.savez(buffer, a=np.arange(3))
    write("zip.npz", buffer.getvalue())


def tensors():
    header = json.dumps({"__metadata__": {"format": "pt"}, "w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}).encode()
    write("safetensors.metadata", struct.pack("<Q", len(header)) + header + bytes(8))
    header = json.dumps({f"layer.{i}.w": {"dtype": "F32", "shape": [1], "data_offsets": [4 * i, 4 * i + 4]} for i in range(1000)}).encode()
    header += b" " * (-len(header) % 8)
    write("safetensors.large-header", struct.pack("<Q", len(header)) + header + bytes(4000))
    write("safetensors.empty", struct.pack("<Q", 2) + b"{}")
    text = lambda s: struct.pack("<Q", len(s)) + s
    write("gguf.v3", b"GGUF" + struct.pack("<IQQ", 3, 1, 1) + text(b"general.architecture") + struct.pack("<I", 8) + text(b"llama")
          + text(b"w") + struct.pack("<IQIQ", 1, 2, 0, 0) + bytes(32))


def onnx_model(nodes, inputs, outputs, initializers=(), ir=8):
    graph = helper.make_graph(nodes, "g", inputs, outputs, initializers, doc_string="a graph")
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], producer_name="make_samples")
    model.ir_version = ir
    return model.SerializeToString()


def onnxes():
    value, node = helper.make_tensor_value_info, helper.make_node
    weight = numpy_helper.from_array(np.ones((3, 2), np.float32), "w")
    x = value("x", TensorProto.FLOAT, ["batch", 3])
    # Up to IR version 3 each initializer had to be an input as well.
    write("onnx.initializer-as-input", onnx_model(
        [node("MatMul", ["x", "w"], ["y"])], [x, value("w", TensorProto.FLOAT, [3, 2])], [value("y", TensorProto.FLOAT, ["batch", 2])], [weight], ir=3))
    types = ["FLOAT", "UINT8", "INT8", "UINT16", "INT16", "INT32", "INT64", "STRING", "BOOL", "FLOAT16", "DOUBLE", "UINT32", "UINT64", "BFLOAT16"]
    write("onnx.all-types", onnx_model(
        [node("Identity", [f"in_{t}"], [f"out_{t}"]) for t in types],
        [value(f"in_{t}", getattr(TensorProto, t), []) for t in types],
        [value(f"out_{t}", getattr(TensorProto, t), [-1, None, 0, 7]) for t in types]))
    write("onnx.sequence", onnx_model(
        [node("SequenceConstruct", ["x"], ["y"])], [x], [helper.make_tensor_sequence_value_info("y", TensorProto.FLOAT, None)]))
    write("onnx.complex", onnx_model([node("Identity", ["x"], ["y"])], [value("x", TensorProto.COMPLEX64, [1])], [value("y", TensorProto.COMPLEX64, [1])]))
    write("onnx.unknown-rank", onnx_model([node("Relu", ["x"], ["y"])], [x], [value("y", TensorProto.FLOAT, None)]))
    write("unknown.onnx-without-outputs", onnx_model([], [x], []))


def others():
    write("unknown.text", b"Just a text, with several lines.\nNothing more.\n" * 20)
    write("unknown.json", json.dumps({"model": "m", "layers": [1, 2, 3]}).encode())
    write("unknown.csv", b"a,b,c\n1,2,3\n4,5,6\n")
    write("unknown.empty", b"")
    write("unknown.zeros", bytes(4096))
    write("unknown.gzip-of-text", gzip.compress(b"no pickle in here" * 10, mtime=0))
    write("unknown.bz2-of-text", bz2.compress(b"no pickle in here"))
    write("unknown.xz-of-text", lzma.compress(b"no pickle in here"))
    buffer = io.BytesIO()
    np.save(buffer, np.arange(3))
    write("unknown.npy", buffer.getvalue())


if __name__ == "__main__":
    SAMPLES.mkdir(exist_ok=True)
    for make in (pickles, joblibs, hdf5s, zips, tensors, onnxes, others):
        make()
