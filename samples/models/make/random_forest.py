"""Trains a random forest on synthetic data and writes it as random-forest.joblib and, converted by hand, random-forest.onnx.

Run with Debian's python3 (python3-sklearn, python3-onnx).
"""
import joblib
import numpy as np
from onnx import TensorProto, helper, numpy_helper
from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

import common

FEATURES = 10
SEED = 21
TREES = 185


def threshold(t):
    """The largest float32 that is not above t: x <= t stays the same question for every float32 x."""
    f = np.float32(t)
    return float(np.nextafter(f, np.float32(-np.inf)) if f > t else f)


def tree_attributes(forest):
    """The trees as the parallel lists of TreeEnsembleClassifier. Leaf weights are class shares, summed over the trees."""
    nodes = {k: [] for k in ("treeids", "nodeids", "featureids", "modes", "values", "truenodeids", "falsenodeids")}
    leaves = {k: [] for k in ("treeids", "nodeids", "ids", "weights")}
    for tree_id, tree in enumerate(e.tree_ for e in forest.estimators_):
        for node in range(tree.node_count):
            leaf = tree.children_left[node] < 0
            for key, value in {
                "treeids": tree_id,
                "nodeids": node,
                "featureids": 0 if leaf else int(tree.feature[node]),
                "modes": "LEAF" if leaf else "BRANCH_LEQ",
                "values": 0.0 if leaf else threshold(tree.threshold[node]),
                "truenodeids": 0 if leaf else int(tree.children_left[node]),
                "falsenodeids": 0 if leaf else int(tree.children_right[node]),
            }.items():
                nodes[key].append(value)
            if not leaf:
                continue
            counts = tree.value[node][0]
            for class_id, share in enumerate(counts / counts.sum()):
                for key, value in {"treeids": tree_id, "nodeids": node, "ids": class_id, "weights": float(share)}.items():
                    leaves[key].append(value)
    return {f"nodes_{k}": v for k, v in nodes.items()} | {f"class_{k}": v for k, v in leaves.items()}


def export(forest):
    trees = helper.make_node(
        "TreeEnsembleClassifier", ["features"], ["label_of_one_tree", "sums"], domain="ai.onnx.ml",
        classlabels_int64s=[0, 1], post_transform="NONE", **tree_attributes(forest))
    # The operator's own label compares with 0.5, which fits one tree, not sums that stay exact until they are divided.
    label = helper.make_node("ArgMax", ["sums"], ["label"], axis=1, keepdims=0)
    mean = helper.make_node("Div", ["sums", "trees"], ["probabilities"])
    return helper.make_graph(
        [trees, label, mean], "random_forest",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["n", FEATURES])],
        [helper.make_tensor_value_info("label", TensorProto.INT64, ["n"]),
         helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["n", 2])],
        [numpy_helper.from_array(np.float32(len(forest.estimators_)), "trees")])


def main():
    x, y = make_classification(n_samples=1000, n_features=FEATURES, random_state=SEED)
    x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=200, random_state=SEED)
    forest = RandomForestClassifier(n_estimators=TREES, random_state=SEED).fit(x_train, y_train)
    print(f"random-forest: held-out accuracy {forest.score(x_test, y_test):.4f} on {len(y_test)} rows, trained on {len(y_train)}")
    assert forest.score(x_test, y_test) >= 0.97

    joblib.dump(forest, common.MODELS / "random-forest.joblib")
    common.save("random-forest.onnx", export(forest), opset=13, extra=[("ai.onnx.ml", 1)])
    rows = x_test.astype(np.float32)
    outputs = {"label": forest.predict(rows), "probabilities": forest.predict_proba(rows)}
    common.expect("random-forest", "random-forest.onnx", [
        common.case("one row", {"features": rows[:1]}, {k: v[:1] for k, v in outputs.items()}),
        common.case("all test rows", {"features": rows}, outputs),
    ], tolerance=1e-6, truth=y_test)


if __name__ == "__main__":
    main()
