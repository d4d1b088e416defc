"""What the model scripts share: writing a model, and the rows that a test compares it with."""
import json
import pathlib

import numpy as np
import onnx
from onnx import helper

MODELS = pathlib.Path(__file__).resolve().parent.parent
TYPES = {"float32": "FP32", "float64": "FP32", "int64": "INT64", "object": "BYTES"}


def save(name, graph, opset, ir=8, extra=()):
    """Writes a model below samples/models. `extra` are (domain, version) beside the default domain's opset."""
    model = helper.make_model(graph, producer_name="modelhub-samples", opset_imports=[
        helper.make_opsetid(domain, version) for domain, version in [("", opset), *extra]])
    model.ir_version = ir
    (MODELS / name).write_bytes(model.SerializeToString(deterministic=True))
    print(f"  {name}: {(MODELS / name).stat().st_size:,} bytes")


def tensor(a):
    a = np.asarray(a)
    data = [float(f"{v:.9g}") if isinstance(v, float) else v for v in a.ravel().tolist()]
    return {"datatype": TYPES[str(a.dtype)], "shape": list(a.shape), "data": data}


def case(name, inputs, outputs):
    return {
        "name": name,
        "inputs": {k: tensor(v) for k, v in inputs.items()},
        "outputs": {k: tensor(v) for k, v in outputs.items()},
    }


def expect(name, file, cases, tolerance=1e-5, **more):
    """Writes expected/<name>.json: inputs, and the outputs that the training library gives for them."""
    more = {k: np.asarray(v).tolist() for k, v in more.items()}
    text = json.dumps({"file": file, "tolerance": tolerance, **more, "cases": cases}, ensure_ascii=False, separators=(",", ":"))
    (MODELS / "expected" / f"{name}.json").write_text(text + "\n", encoding="utf-8")
