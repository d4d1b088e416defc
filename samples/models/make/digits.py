"""Trains the digits classifier and writes digits.onnx with its expected rows.

A small convolutional network in plain numpy: two 3x3 convolutions, one 2x2 max pooling, one linear layer.
Run with Debian's python3 (python3-sklearn, python3-onnx).
"""
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # sums in one order: the same file on every run

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from onnx import TensorProto, helper, numpy_helper
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

import common

EPOCHS, BATCH, RATE = 60, 32, 2e-3
F1, F2, CLASSES = 16, 32, 10


def patches(x):
    """[n, c, h, w] -> [n, h, w, c * 9]: what a 3x3 convolution with padding 1 sees at each place."""
    windows = sliding_window_view(np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1))), (3, 3), axis=(2, 3))
    n, c, h, w = x.shape
    return windows.transpose(0, 2, 3, 1, 4, 5).reshape(n, h, w, c * 9)


def fold(cols, c):
    """The gradient of patches()."""
    n, h, w, _ = cols.shape
    cols = cols.reshape(n, h, w, c, 3, 3)
    x = np.zeros((n, c, h + 2, w + 2), cols.dtype)
    for i in range(3):
        for j in range(3):
            x[:, :, i:i + h, j:j + w] += cols[..., i, j].transpose(0, 3, 1, 2)
    return x[:, :, 1:-1, 1:-1]


def forward(p, x):
    """x: [n, 1, 8, 8] in 0..16. Returns the logits and what backward() needs."""
    c1 = patches(x / np.float32(16))
    a1 = np.maximum(c1 @ p["w1"].reshape(F1, -1).T + p["b1"], 0).transpose(0, 3, 1, 2)
    c2 = patches(a1)
    a2 = np.maximum(c2 @ p["w2"].reshape(F2, -1).T + p["b2"], 0).transpose(0, 3, 1, 2)
    blocks = a2.reshape(-1, F2, 4, 2, 4, 2)
    pooled = blocks.max(axis=(3, 5))
    flat = pooled.reshape(len(x), -1)
    return flat @ p["w3"] + p["b3"], (c1, a1, c2, a2, blocks, pooled, flat)


def backward(p, kept, d):
    """d: the gradient of the logits. Returns the gradients of the parameters."""
    c1, a1, c2, a2, blocks, pooled, flat = kept
    g = {"w3": flat.T @ d, "b3": d.sum(0)}
    d = (d @ p["w3"].T).reshape(pooled.shape)[:, :, :, None, :, None]
    hit = blocks == pooled[:, :, :, None, :, None]
    d = (hit * d / hit.sum(axis=(3, 5), keepdims=True)).reshape(a2.shape) * (a2 > 0)
    d = d.transpose(0, 2, 3, 1).reshape(-1, F2)
    g["w2"], g["b2"] = (d.T @ c2.reshape(-1, F1 * 9)).reshape(p["w2"].shape), d.sum(0)
    d = fold((d @ p["w2"].reshape(F2, -1)).reshape(c2.shape), F1) * (a1 > 0)
    d = d.transpose(0, 2, 3, 1).reshape(-1, F1)
    g["w1"], g["b1"] = (d.T @ c1.reshape(-1, 9)).reshape(p["w1"].shape), d.sum(0)
    return g


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def shifted(x, rng):
    """Moves each image by up to one pixel: digits are not always centred."""
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    return np.stack([image[:, i:i + 8, j:j + 8] for image, (i, j) in zip(padded, rng.integers(0, 3, (len(x), 2)))])


def train(x, y):
    rng = np.random.default_rng(7)
    f = np.float32
    p = {
        "w1": rng.normal(0, (2 / 9) ** 0.5, (F1, 1, 3, 3)).astype(f), "b1": np.zeros(F1, f),
        "w2": rng.normal(0, (2 / (F1 * 9)) ** 0.5, (F2, F1, 3, 3)).astype(f), "b2": np.zeros(F2, f),
        "w3": rng.normal(0, (1 / (F2 * 16)) ** 0.5, (F2 * 16, CLASSES)).astype(f), "b3": np.zeros(CLASSES, f),
    }
    m, v, step = {k: 0 * a for k, a in p.items()}, {k: 0 * a for k, a in p.items()}, 0
    for epoch in range(EPOCHS):
        rate = RATE * (1 - epoch / EPOCHS)
        order = rng.permutation(len(x))
        for start in range(0, len(x), BATCH):
            rows = order[start:start + BATCH]
            logits, kept = forward(p, shifted(x[rows], rng))
            d = (softmax(logits) - np.eye(CLASSES, dtype=f)[y[rows]]) / len(rows)
            step += 1
            for k, g in backward(p, kept, d).items():  # Adam
                m[k] = 0.9 * m[k] + 0.1 * g
                v[k] = 0.999 * v[k] + 0.001 * g * g
                p[k] -= (rate * (m[k] / (1 - 0.9 ** step)) / (np.sqrt(v[k] / (1 - 0.999 ** step)) + 1e-8)).astype(f)
    return p


def export(p):
    tensors = [numpy_helper.from_array(a, k) for k, a in p.items()]
    tensors += [numpy_helper.from_array(np.float32(16), "sixteen"), numpy_helper.from_array(np.array([0, -1]), "flat")]
    nodes = [
        helper.make_node("Div", ["image", "sixteen"], ["x"]),
        helper.make_node("Conv", ["x", "w1", "b1"], ["z1"], pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["z1"], ["a1"]),
        helper.make_node("Conv", ["a1", "w2", "b2"], ["z2"], pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["z2"], ["a2"]),
        helper.make_node("MaxPool", ["a2"], ["pooled"], kernel_shape=[2, 2], strides=[2, 2]),
        helper.make_node("Reshape", ["pooled", "flat"], ["features"]),
        helper.make_node("Gemm", ["features", "w3", "b3"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
        helper.make_node("ArgMax", ["logits"], ["label"], axis=1, keepdims=0),
    ]
    return helper.make_graph(
        nodes, "digits",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", 1, 8, 8])],
        [helper.make_tensor_value_info("label", TensorProto.INT64, ["n"]),
         helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["n", CLASSES])],
        tensors)


def main():
    x, y = load_digits(return_X_y=True)
    x = x.reshape(-1, 1, 8, 8).astype(np.float32)
    x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=360, random_state=7, stratify=y)
    p = train(x_train, y_train)
    logits, _ = forward(p, x_test)
    accuracy = float((logits.argmax(1) == y_test).mean())
    print(f"digits: held-out accuracy {accuracy:.4f} on {len(y_test)} images, trained on {len(y_train)}")
    assert accuracy > 0.97

    common.save("digits.onnx", export(p), opset=13)
    rows = x_test[:64]
    probabilities = softmax(forward(p, rows)[0].astype(np.float64))
    common.expect("digits", "digits.onnx", [
        common.case("one row", {"image": rows[:1]}, {"label": logits[:1].argmax(1), "probabilities": probabilities[:1]}),
        common.case("a batch", {"image": rows}, {"label": logits[:64].argmax(1), "probabilities": probabilities}),
    ], truth=y_test[:64])


if __name__ == "__main__":
    main()
