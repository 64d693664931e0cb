#!/usr/bin/env python3
"""Checks that weights move between Freshet and PyTorch both ways: both compute the same logits, to 1e-5.

    python3 -m venv venv && venv/bin/pip install -r examples/python/requirements.txt
    venv/bin/python examples/python/check_weights.py                  # random weights
    venv/bin/python examples/python/check_weights.py --model FILE     # and a model that Freshet trained

--reference FILE.py takes the notebook's own classes (ModelBackbone, FinetuneModel) from a file instead of
freshet_model.py.
"""
import argparse
import importlib.util
import json
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

import torch

from freshet_model import FreshetModel

HOME = pathlib.Path(__file__).resolve().parents[2]
TYPES = {"F32": torch.float32, "F64": torch.float64, "I64": torch.int64, "I32": torch.int32}
TIME = 1_470_000_000_000  # of requests, epoch milliseconds, where no statistics name a time
ACTIONS = {"CART_UPDATE": 1, "CLICK": 2, "PURCHASE": 3}  # rows of the action table; 0 is VIEW
TABLE = "backbone.%s_encoder.embeddings.weight"
TOLERANCE = 1e-5


def load(path):
    """Tensors of a safetensors file, as safetensors.torch.load_file returns them, and its metadata."""
    raw = bytearray(pathlib.Path(path).read_bytes())
    size = struct.unpack("<Q", raw[:8])[0]
    head = json.loads(raw[8:8 + size])
    meta = head.pop("__metadata__", {})
    body, tensors = raw[8 + size:], {}
    for name, tensor in head.items():
        data, kind = body[slice(*tensor["data_offsets"])], TYPES[tensor["dtype"]]
        flat = torch.frombuffer(data, dtype=kind) if data else torch.empty(0, dtype=kind)
        tensors[name] = flat.reshape(tensor["shape"])
    return tensors, meta


def parts(tensors):
    """The state_dict and the product statistics, by their names without prefix; the latter is empty in most files."""
    prefix = "statistics."
    return ({n: t for n, t in tensors.items() if not n.startswith(prefix)},
            {n[len(prefix):]: t for n, t in tensors.items() if n.startswith(prefix)})


def save(tensors, path):
    head, body = {}, b""
    for name, tensor in tensors.items():
        data = bytes(tensor.detach().contiguous().flatten().view(torch.uint8).tolist())
        head[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    text = json.dumps(head).encode()
    pathlib.Path(path).write_bytes(struct.pack("<Q", len(text)) + text + body)


class Own:
    """freshet_model.py."""

    form = "whole"

    def build(self, sizes):
        return FreshetModel(**sizes)

    def logits(self, model, case, features):
        rows = torch.tensor
        return model(rows(case["items"], dtype=torch.long), rows(case["contexts"], dtype=torch.long),
                     rows(case["actions"], dtype=torch.long), rows(case["context"]), rows(case["candidates"]),
                     rows(features) if features else None)


class Reference:
    """The notebook's classes; they cannot take an empty history and have no feature term."""

    form = "finetune"

    def __init__(self, path):
        spec = importlib.util.spec_from_file_location("reference", path)
        self.module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.module)

    def build(self, sizes):
        if sizes["term"] != "off":
            raise SystemExit("the notebook's classes have no feature term; compare a model with model.term=off")
        backbone = self.module.ModelBackbone(
            embedding_dim=sizes["dim"], num_heads=sizes["heads"], max_seq_len=sizes["length"],
            num_transformer_layers=sizes["layers"], num_contexts=sizes["contexts"], num_items=sizes["items"])
        return self.module.FinetuneModel(backbone, embedding_dim=sizes["dim"])

    def logits(self, model, case, features):
        n, rows = len(case["items"]), torch.tensor
        history = {"source_type": rows(case["contexts"]), "action_type": rows(case["actions"]),
                   "product_id": rows(case["items"]), "position": torch.arange(n), "targets_inds": rows([n - 1]),
                   "targets_lengths": rows([1]), "lengths": rows([n])}
        candidates = {"source_type": rows([case["context"]]), "product_id": rows(case["candidates"]),
                      "action_type": torch.zeros(len(case["candidates"]), dtype=torch.long),
                      "lengths": rows([len(case["candidates"])]), "num_requests": rows([1])}
        return model({"history": history, "candidates": candidates})["logits"]


def cases(vocabulary, length, empty, seed, time):
    """Requests at a time as Freshet reads them, and the same requests as rows; row 0 is for unknown ids."""
    draw = random.Random(seed)
    products, sources = vocabulary["products"], vocabulary["sources"]
    row = {p: i + 1 for i, p in enumerate(products)}
    place = {s: i + 1 for i, s in enumerate(sources)}
    asked, rows = [], []
    for n in [0] * empty + [1, 2, 3, 17, length // 2, length]:
        history = [{"product": draw.choice(products + ["?unknown"]), "action": draw.choice(sorted(ACTIONS)),
                    "source": draw.choice(sources + [None]), "time": time - 60_000 * (n - i)} for i in range(n)]
        source, some = draw.choice(sources + [None]), draw.sample(products + ["?unknown"], min(15, len(products)))
        asked.append({"history": history, "source": source, "candidates": some, "time": time})
        rows.append({"items": [row.get(e["product"], 0) for e in history],
                     "contexts": [place.get(e["source"], 0) for e in history],
                     "actions": [ACTIONS[e["action"]] for e in history],
                     "context": place.get(source, 0), "candidates": [row.get(p, 0) for p in some]})
    return asked, rows


def verdict(ours, theirs):
    """Whether every request has logits, all finite and equal within TOLERANCE, and a line to print."""
    if [len(a) for a in ours] != [len(b) for b in theirs]:
        return False, f"logits {[len(a) for a in ours]} of Freshet, {[len(b) for b in theirs]} of PyTorch"
    a, b = torch.tensor([x for one in ours for x in one]), torch.cat([one.flatten() for one in theirs])
    if not (a.isfinite().all() and b.isfinite().all()):
        return False, "logits that are not finite"
    worst = (a - b).abs().max().item()
    spread = torch.stack([one.max() - one.min() for one in theirs]).max().item()
    line = f"{len(ours)} requests, largest difference {worst:.2e} (logits spread over {spread:.2f})"
    return worst <= TOLERANCE < spread, line


def sizes_of(tensors, heads, term):
    layers = sum(name.endswith("in_proj_weight") for name in tensors)
    return {"items": len(tensors[TABLE % "item"]), "contexts": len(tensors[TABLE % "context"]), "heads": heads,
            "dim": tensors[TABLE % "item"].shape[1], "layers": layers,
            "length": tensors["backbone.position_embeddings.pe"].shape[1], "term": term}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--model", help="a model file of freshet pretrain, finetune or model export")
    options.add_argument("--reference", help="a Python file with the notebook's classes")
    options.add_argument("--freshet", default=str(HOME / "freshet"), help="the freshet command")
    asked = options.parse_args()
    framework = Reference(asked.reference) if asked.reference else Own()
    work = pathlib.Path(tempfile.mkdtemp(prefix="freshet-weights-"))

    def freshet(*arguments):
        done = subprocess.run([asked.freshet, "model", *map(str, arguments)], capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        return done.stdout

    def compare(what, model, file, vocabulary, length, time=TIME):
        requests, rows = cases(vocabulary, length, isinstance(framework, Own), seed=7, time=time)
        (work / "requests.json").write_text(json.dumps(requests))
        scored = json.loads(freshet("score", file, "--requests", work / "requests.json", "--features").splitlines()[-1])
        ours = [one["logits"] for one in scored]
        with torch.no_grad():
            theirs = [framework.logits(model.eval(), case, one["features"]) for case, one in zip(rows, scored)]
        same, line = verdict(ours, theirs)
        print(f"{what}: {line}")
        return same

    # PyTorch to Freshet: random weights, moved a little from their initial values so that no bias is zero.
    torch.manual_seed(1)
    vocabulary = {"products": [f"product-{i}" for i in range(300)], "sources": ["home", "list", "search"]}
    term = "mlp" if isinstance(framework, Own) else "off"
    model = framework.build(
        {"items": 301, "contexts": 4, "dim": 32, "heads": 2, "layers": 2, "length": 64, "term": term})
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.05 * torch.randn_like(parameter))
    save(model.state_dict(), work / "torch.safetensors")
    (work / "vocabulary.json").write_text(json.dumps(vocabulary))
    freshet("import", work / "torch.safetensors", "--vocabulary", work / "vocabulary.json", "--out", work / "a.safetensors")
    same = compare("PyTorch -> Freshet", model, work / "a.safetensors", vocabulary, 64)

    # Freshet to PyTorch.
    file = asked.model or work / "a.safetensors"
    freshet("export", file, "--as", framework.form, "--out", work / "b.safetensors", "--vocabulary", work / "ids.json")
    state, statistics = parts(load(work / "b.safetensors")[0])
    metadata = load(file)[1]
    config = json.loads(metadata["about"])["config"]
    sizes = sizes_of(state, config["heads"], config.get("term", "off").lower())
    model = framework.build(sizes)
    model.load_state_dict(state, strict=True)
    ids = json.loads((work / "ids.json").read_text())
    about = json.loads(metadata.get("statistics", "{}"))
    same &= compare("Freshet -> PyTorch", model, file, ids, sizes["length"], about.get("until", TIME))
    print(f"feature term: {sizes['term']}; statistics of {len(statistics.get('counts', ()))} products")
    print("same" if same else f"DIFFERENT: more than {TOLERANCE}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
