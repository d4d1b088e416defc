"""Converts lande, a language identifier for 50 languages, to language.onnx, which takes the raw text.

lande 1.0.10 (npm, MIT, Fabio Spampinato; trained by its author on sentences of tatoeba.org) is JavaScript: shares of 620
character n-grams into a 620-120-50 network. Here text handling, n-grams and network become one ONNX graph. The expected
rows come from lande itself. Run with Debian's python3 (python3-onnx), npm and node.
"""
import hashlib
import json
import pathlib
import subprocess
import tempfile

import numpy as np
from onnx import TensorProto, helper, numpy_helper

import common

PACKAGES = {  # tarballs that npm pack fetches, and their SHA-256
    "lande@1.0.10": "533d69f9515ee4e8604f3b29c9b8551c02b91e8476cd1529efa68c7925d021d6",
    "toygrad@2.6.0": "a33f3fa8be6d28f189bff868e8315d22d676a4d8bb5a7e3d3dce8e92fa7567a9",
}
HERE = pathlib.Path(__file__).resolve().parent
UNDETERMINED = "und"  # ISO 639-2's own code
SPACE, OTHER, FIRST_LETTER = 0, 1, 2  # the ids of characters

# A letter is a token, and so is a run without letters that holds a space or a hyphen: lande sees one space there.
# Other runs vanish, as in lande ("l'eau" is read as "leau").
LETTER = r"[\p{L}\p{M}]"
GAP = r"[^\p{L}\p{M}\s\p{Z}-]*[\s\p{Z}-][^\p{L}\p{M}]*"


def read_lande(sentences):
    with tempfile.TemporaryDirectory() as folder:
        for package, sha256 in PACKAGES.items():
            name, version = package.split("@")
            subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
            tarball = pathlib.Path(folder, f"{name}-{version}.tgz")
            assert hashlib.sha256(tarball.read_bytes()).hexdigest() == sha256, package
            target = pathlib.Path(folder, "node_modules", name)
            target.mkdir(parents=True)
            subprocess.run(["tar", "xzf", tarball, "-C", target, "--strip-components=1"], check=True)
        answer = subprocess.run(
            ["node", HERE / "language.mjs", folder], check=True, capture_output=True, input=json.dumps(sentences).encode())
    lande = json.loads(answer.stdout)
    assert lande["types"] == ["input", "dense", "relu", "dense", "softmax"], lande["types"]
    return lande


def character_ids(ngrams):
    """Ids of the letters that occur in an n-gram; a capital gets the id of its small letter."""
    letters = sorted({c for group in ngrams for gram in group for c in gram} - {" "})
    ids = {" ": SPACE} | {c: FIRST_LETTER + i for i, c in enumerate(letters)}
    capitals = {c.upper(): ids[c] for c in letters if len(c.upper()) == 1 and c.upper().lower() == c}
    return ids, capitals | ids


def one_text_graph(lande):
    """The body of the loop over the texts: one text -> the shares of its n-grams. One text at a time, so that a long
    one does not pad the others of its batch to its length."""
    ids, with_capitals = character_ids(lande["ngrams"])
    encode = {"keys_strings": list(with_capitals), "values_int64s": list(with_capitals.values()), "default_int64": OTHER}
    pool, starts, lengths = [], [], []
    for n, group in enumerate(lande["ngrams"], 1):
        starts.append(len(pool))
        pool += [ids[c] for gram in group for c in gram]
        lengths += [n] * len(group)
    constants = {
        "space": np.array([" "], dtype=object), "one_row": np.array([1]), "space_id": np.array(SPACE),
        "shorter": np.array(lengths) - 1, "one": np.array(1), "zero": np.array(0), "flat": np.array([-1]),
        "first_letter": np.array(FIRST_LETTER),
    }
    node = helper.make_node
    nodes = [
        node("Identity", ["go_on"], ["go_on_out"]),
        node("Gather", ["text", "i"], ["raw"]),
        node("Reshape", ["raw", "one_row"], ["row"]),
        node("StringConcat", ["space", "row"], ["led"]),
        node("StringConcat", ["led", "space"], ["framed"]),
        node("Tokenizer", ["framed"], ["tokens"], domain="com.microsoft", mark=0, mincharnum=1, pad_value="", tokenexp=f"{LETTER}|{GAP}"),
        node("RegexFullMatch", ["tokens"], ["is_letter"], pattern=LETTER),
        node("LabelEncoder", ["tokens"], ["letter_ids"], domain="ai.onnx.ml", **encode),
        node("Where", ["is_letter", "letter_ids", "space_id"], ["ids"]),
        node("TfIdfVectorizer", ["ids"], ["counts"], mode="TF", min_gram_length=1, max_gram_length=4, max_skip_count=0,
             ngram_counts=starts, ngram_indexes=list(range(len(lengths))), pool_int64s=pool),
        # A text of t characters has t - n + 1 n-grams of length n.
        node("Size", ["ids"], ["length"]),
        node("Sub", ["length", "shorter"], ["totals"]),
        node("Max", ["totals", "one"], ["at_least_one"]),
        node("Cast", ["at_least_one"], ["divisors"], to=TensorProto.FLOAT),
        node("Div", ["counts", "divisors"], ["shares_row"]),
        node("Reshape", ["shares_row", "flat"], ["shares"]),
        node("ReduceMax", ["ids"], ["highest"], keepdims=0),
        node("GreaterOrEqual", ["highest", "first_letter"], ["is_known"]),
    ]
    value = helper.make_tensor_value_info
    return helper.make_graph(
        nodes, "one_text",
        [value("i", TensorProto.INT64, []), value("go_on", TensorProto.BOOL, [])],
        [value("go_on_out", TensorProto.BOOL, []), value("shares", TensorProto.FLOAT, [len(lengths)]), value("is_known", TensorProto.BOOL, [])],
        [string_tensor(k, v) if v.dtype == object else numpy_helper.from_array(v, k) for k, v in constants.items()])


def string_tensor(name, values):
    return helper.make_tensor(name, TensorProto.STRING, values.shape, [v.encode() for v in values.ravel()])


def export(lande):
    languages = lande["languages"]
    k, f = len(languages), np.float32
    tensors = {
        "true": np.array(True), "nobody": np.array(k), "even": np.full((1, k), 1 / k, f), "column": np.array([-1, 1]),
    }
    for i, layer in enumerate(lande["dense"], 1):
        tensors |= {f"w{i}": np.array(layer["filters"], f), f"b{i}": np.array(layer["biases"], f)}
    node = helper.make_node
    nodes = [
        node("Size", ["text"], ["n"]),
        node("Loop", ["n", "true"], ["features", "known"], body=one_text_graph(lande)),
        node("Gemm", ["features", "w1", "b1"], ["z1"], transB=1),
        node("Relu", ["z1"], ["hidden"]),
        node("Gemm", ["hidden", "w2", "b2"], ["z2"], transB=1),
        node("Softmax", ["z2"], ["softmax"], axis=1),
        # Without a letter that occurs in an n-gram there is nothing to judge by.
        node("ArgMax", ["z2"], ["best"], axis=1, keepdims=0),
        node("Where", ["known", "best", "nobody"], ["index"]),
        node("LabelEncoder", ["index"], ["label"], domain="ai.onnx.ml",
             keys_int64s=list(range(k + 1)), values_strings=[*languages, UNDETERMINED], default_string=UNDETERMINED),
        node("Reshape", ["known", "column"], ["known_column"]),
        node("Where", ["known_column", "softmax", "even"], ["probabilities"]),
    ]
    value = helper.make_tensor_value_info
    return helper.make_graph(
        nodes, "language",
        [value("text", TensorProto.STRING, ["n"])],
        [value("label", TensorProto.STRING, ["n"]), value("probabilities", TensorProto.FLOAT, ["n", k])],
        [numpy_helper.from_array(v, name) for name, v in tensors.items()])


def text_case(name, texts, labels, probabilities):
    return common.case(
        name, {"text": np.array(texts, dtype=object)},
        {"label": np.array(labels, dtype=object), "probabilities": np.array(probabilities)})


def main():
    by_language = json.loads((HERE / "language_sentences.json").read_text(encoding="utf-8"))
    truth = [language for language, sentences in by_language.items() for _ in sentences]
    sentences = [sentence for group in by_language.values() for sentence in group]
    capitals = [sentences[truth.index(language)].upper() for language in ("eng", "rus", "pol")]
    odd = ["Hello, world!", "l'eau -- c'est la vie...   1998 fois", "  well-known\u00a0\u3000facts  ", "I ❤️ you so much 😀😀"]
    # Letters of a script that lande was not trained on are noise to it; without any letter it has nothing at all.
    silent = ["", "   ", "😀🎉👍", "1234 5678", "!?", "-", "ᠮᠣᠩᠭᠣᠯ"]

    lande = read_lande(sentences + capitals + odd)
    languages, answers = lande["languages"], lande["answers"]
    labels = [languages[int(np.argmax(shares))] for shares in answers]
    _, letters = character_ids(lande["ngrams"])
    for i, text in enumerate(sentences + capitals + odd):
        if not set(text) & (letters.keys() - {" "}):  # lande guesses here, from the number of spaces alone
            labels[i], answers[i] = UNDETERMINED, [1 / len(languages)] * len(languages)
    accuracy = float(np.mean([a == b for a, b in zip(labels, truth)]))
    print(f"language: {accuracy:.4f} of {len(truth)} sentences in {len(by_language)} languages; wrong:",
          ", ".join(f"{b} given as {a}" for a, b in zip(labels, truth) if a != b) or "none")

    common.save("language.onnx", export(lande), opset=20, ir=9, extra=[("ai.onnx.ml", 2), ("com.microsoft", 1)])
    n, end = len(sentences), len(sentences) + len(capitals)
    k = len(languages)
    common.expect("language", "language.onnx", [
        text_case("one sentence", sentences[:1], labels[:1], answers[:1]),
        text_case("sentences", sentences, labels[:n], answers[:n]),
        text_case("capitals", capitals, labels[n:end], answers[n:end]),
        text_case("punctuation, odd spaces and emoji", odd, labels[end:], answers[end:]),
        text_case("nothing to judge by", silent, [UNDETERMINED] * len(silent), np.full((len(silent), k), 1 / k)),
    ], tolerance=1e-4, truth=truth)


if __name__ == "__main__":
    main()
