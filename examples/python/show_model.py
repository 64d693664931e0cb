#!/usr/bin/env python3
"""Shows what a model file holds beside the network: the end of its training data, the feature term's weights, and the
product statistics that the term's features are computed from.

    venv/bin/python examples/python/show_model.py FILE
"""
import datetime
import json
import sys

from check_weights import load, parts

# The features, in the order of the term's weights; docs/explanation/semantics.md describes them.
FEATURES = ["u_share", "u_CnoK", "d_K1", "d_K2", "d_K3", "d_K4", "d_K5", "u_nC", "u_sC", "g_rK_inf", "g_rK_7d", "g_nC_1d",
            "g_rC_1h", "pCC", "pKK"]


def time(millis):
    return datetime.datetime.fromtimestamp(int(millis) / 1000, datetime.timezone.utc).isoformat()


def partners(statistics, products, kind):
    """For each product the products that customers chose after it, with decayed numbers of pairs."""
    slots = {int(slot): product for slot, product in zip(statistics["slot"], products)}
    after, at = {}, 0
    for product, size in zip(products, statistics[kind + ".sizes"].tolist()):
        chosen, pairs = (statistics[f"{kind}.{column}"][at:at + size].tolist() for column in ("partners", "pairs"))
        after[product] = {slots[slot]: number for slot, number in zip(chosen, pairs)}
        at += size
    return after


def main(path):
    tensors, metadata = load(path)
    state, statistics = parts(tensors)
    end = metadata.get("trained_until")
    print("trained on data before", time(end) if end else "an unknown time")
    weights = state.get("term.skip.weight", state.get("term.linear.weight"))
    if weights is None:
        print("no feature term")
    else:
        print("weights of the scaled features:")
        for name, weight in zip(FEATURES, weights.flatten().tolist()):
            print(f"  {name:9} {weight:8.4f}")
    if not statistics:
        print("no product statistics")
        return
    about = json.loads(metadata["statistics"])
    products, counts = about["products"], statistics["counts"]
    carted = partners(statistics, products, "carted")
    views, clicks, carts = statistics["totals"].tolist()
    print(f"statistics of {len(products)} products before {time(about['until'])}: {views} views, {clicks} clicks, "
          f"{carts} cart additions")
    for row in counts[:, 2].argsort(descending=True).tolist()[:5]:
        after = sorted(carted[products[row]].items(), key=lambda pair: -pair[1])[:3]
        print(f"  {products[row]}: {counts[row].tolist()}, carted next: "
              + ", ".join(f"{product} {number:.2f}" for product, number in after))


if __name__ == "__main__":
    main(sys.argv[1])
