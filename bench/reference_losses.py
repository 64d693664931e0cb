#!/usr/bin/env python3
"""Losses of the reference's PyTorch model on a file of batches, with Freshet's initial weights for seed 1: untrained
and, for the first batch of each scenario, after three steps of torch.optim.AdamW on that batch alone.

    python3 bench/reference_losses.py REFERENCE_DIR BATCHES.json [BATCHES.json ...] > \\
        bench/src/main/resources/dev/freshet/bench/losses.json

REFERENCE_DIR holds reference.py. Needs torch. freshet bench train checks its losses against these before it measures.
They are computed without dropout, in float64 from float32 initial weights. Keys are digests from
dev.freshet.bench.batch.BatchDigest.
"""
import hashlib, json, math, sys

import torch

STEPS, RATE, DECAY = 3, 1e-4, 0.01  # of LearningCheck and TrainRun
M = (1 << 64) - 1
HISTORY = ['source_type', 'action_type', 'product_id', 'position', 'targets_inds', 'targets_lengths', 'lengths']
CANDIDATES = ['source_type', 'action_type', 'product_id', 'lengths', 'num_requests']


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M
    return z ^ (z >> 31)


def add(state, text):
    """dev.freshet.core.Hash64: FNV-1a over UTF-16 units, then SplitMix64's mixer."""
    h = state ^ 0xCBF29CE484222325
    for c in text:
        h = ((h ^ ord(c)) * 0x100000001B3) & M
    return mix((h + len(text)) & M)


def units(state, n):
    return [(mix((state + (k + 1) * 0x9E3779B97F4A7C15) & M) >> 11) * 2.0 ** -53 for k in range(n)]


def normal(state, n):
    u, out = units(state, n), []
    for k in range(0, n, 2):
        radius, angle = math.sqrt(-2 * math.log(1 - u[k])), 2 * math.pi * u[k + 1]
        out += [radius * math.cos(angle), radius * math.sin(angle)]
    return out


def uniform(state, n, bound):
    return [(2 * u - 1) * bound for u in units(state, n)]


def draw(name, p):
    seed = mix(1)
    drawn = add(seed, name.replace('.layers.1.', '.layers.0.'))
    if name in ('tau', 'scale', 'bias') or name.endswith(('in_proj_bias', 'out_proj.bias', 'norm.bias', 'norm1.bias', 'norm2.bias')):
        return [0.0] * p.numel()
    if name.endswith(('norm.weight', 'norm1.weight', 'norm2.weight')):
        return [1.0] * p.numel()
    if 'action_encoder' in name:
        return normal(drawn, p.numel())
    if 'embeddings' in name:
        return [x for row in range(p.shape[0]) for x in normal(add(drawn, str(row)), p.shape[1])]
    if name.endswith('in_proj_weight'):
        return uniform(drawn, p.numel(), math.sqrt(6 / sum(p.shape)))
    inputs = draw.inputs[name.rsplit('.', 1)[0]]
    return uniform(drawn, p.numel(), 1 / math.sqrt(inputs))


def fill(model):
    draw.inputs = {n.rsplit('.', 1)[0]: p.shape[1] for n, p in model.named_parameters() if p.dim() == 2}
    with torch.no_grad():
        for name, p in model.named_parameters():
            p.copy_(torch.tensor(draw(name, p), dtype=torch.float32).reshape(p.shape))
    return model.double()


def digest(batch):
    columns = [batch['history'][k] for k in HISTORY] + (
        [batch['candidates'][k] for k in CANDIDATES] if 'candidates' in batch else [])
    return hashlib.sha256(''.join(','.join(map(str, c)) + ';' for c in columns).encode()).hexdigest()


def undropped(model):
    model.train()  # the inference fast path needs padding it cannot see
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
        if isinstance(module, torch.nn.MultiheadAttention):
            module.dropout = 0.0
    model.backbone.position_embeddings.pe = model.backbone.position_embeddings.pe.double()
    return model


def losses(model, batch, steps):
    """Before the first step and after each; leaves the model untrained."""
    keys = ['loss'] if 'candidates' in batch else ['next_positive_prediction_loss', 'feedback_prediction_loss']
    tensors = {k: {kk: torch.tensor(vv) for kk, vv in v.items()} for k, v in batch.items()}
    untrained = [p.detach().clone() for p in model.parameters()]
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    found = []
    for step in range(steps + 1):
        with torch.set_grad_enabled(step < steps):
            out = model(tensors)
        found.append([round(out[k].item(), 9) for k in keys])
        if step < steps:
            optimizer.zero_grad()
            out['loss'].backward()
            optimizer.step()
    with torch.no_grad():
        for p, start in zip(model.parameters(), untrained):
            p.copy_(start)
    return found


def main():
    sys.path.insert(0, sys.argv[1])
    import reference as R
    models = {'pretrain': R.PretrainModel(R.ModelBackbone()), 'finetune': R.FinetuneModel(R.ModelBackbone())}
    models = {name: undropped(fill(model)) for name, model in models.items()}
    known = {}
    for path in sys.argv[2:]:
        data = json.load(open(path))
        for scenario in ('pretrain_skewed', 'pretrain_worst', 'finetune'):
            for i, batch in enumerate(data[scenario]):
                found = losses(models[scenario.split('_')[0]], batch, 0 if i else STEPS)
                known[digest(batch)] = {'untrained': found[0]} if i else {'untrained': found[0], 'trained': found[-1]}
                print(scenario, known[digest(batch)], file=sys.stderr, flush=True)
    print(json.dumps(known, indent=1))


if __name__ == '__main__':
    main()
