"""Freshet's network in PyTorch, with the same state_dict names: docs/how-to/exchange-weights.md."""
import math

import torch
from torch import nn
from torch.nn import functional as F


def table(rows, dim):
    return nn.ModuleDict({"embeddings": nn.Embedding(rows, dim)})


class Positions(nn.Module):
    """Sinusoids, computed and never trained; a buffer, so that the state_dict contains them."""

    def __init__(self, length, dim):
        super().__init__()
        at = torch.arange(length, dtype=torch.float).unsqueeze(1)
        rate = torch.exp(torch.arange(0, dim, 2).float() * (-math.log(10000.0) / dim))
        self.register_buffer("pe", torch.stack([torch.sin(at * rate), torch.cos(at * rate)], -1).reshape(1, length, dim))


class Backbone(nn.Module):
    def __init__(self, items, contexts, dim, heads, layers, length):
        super().__init__()
        self.item_encoder = table(items, dim)
        self.context_encoder = table(contexts, dim)
        self.action_encoder = table(4, dim)
        self.position_embeddings = Positions(length, dim)
        layer = nn.TransformerEncoderLayer(dim, heads, 4 * dim, activation="gelu", batch_first=True)
        self.transformer_encoder = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)

    def forward(self, items, contexts, actions):
        """States (L, D) after each of L events."""
        n = len(items)
        x = (self.item_encoder["embeddings"](items) + self.context_encoder["embeddings"](contexts)
             + self.action_encoder["embeddings"](actions) + self.position_embeddings.pe[0, :n])
        causal = torch.ones(n, n, dtype=torch.bool).triu(1)
        return self.transformer_encoder(x.unsqueeze(0), mask=causal)[0]


class Residual(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.linear = nn.Linear(dim, dim)
        self.layer_norm = nn.LayerNorm(dim)

    def forward(self, x):
        return self.layer_norm(x + F.relu(self.linear(x)))


def head(dim, outputs=None):
    return nn.Sequential(*(Residual(dim) for _ in range(3)), *([nn.Linear(dim, outputs)] if outputs else []))


class Term(nn.Module):
    """The feature term of the ranking logit: a network beside a weighted sum of the inputs, or the sum alone."""

    def __init__(self, kind):
        super().__init__()
        if kind == "linear":
            self.linear = nn.Linear(15, 1)
        else:
            self.layers = nn.Sequential(nn.Linear(50, 32), nn.GELU(), nn.Linear(32, 16), nn.GELU(), nn.Linear(16, 1))
            self.skip = nn.Linear(50, 1, bias=False)

    def forward(self, features):
        if hasattr(self, "linear"):
            return self.linear(features)[:, 0]
        return (self.layers(features) + self.skip(features))[:, 0]


class FreshetModel(nn.Module):
    """All parameters: those of pretraining (tau, classifier) and those of ranking (scale, bias, term)."""

    def __init__(self, items, contexts, dim=64, heads=2, layers=2, length=512, term="off"):
        super().__init__()
        self.width = dim
        self.backbone = Backbone(items, contexts, dim, heads, layers, length)
        self.user_context_fusion = head(2 * dim, dim)
        self.candidate_projector = head(dim)
        self.classifier = head(3 * dim, 3)
        self.tau = nn.Parameter(torch.zeros(1))
        self.scale = nn.Parameter(torch.zeros(1))
        self.bias = nn.Parameter(torch.zeros(1))
        if term.lower() != "off":
            self.term = Term(term.lower())

    def forward(self, items, contexts, actions, context, candidates, features=None):
        """Ranking logits (C) of the rows `candidates` for a customer with that history, in a context. With live features
        (C, 50), or (C, 15) for a linear term, the term is added; without them the logits are those of the network."""
        state = self.backbone(items, contexts, actions)[-1] if len(items) else torch.zeros(self.width)
        place = self.backbone.context_encoder["embeddings"](context)
        user = F.normalize(self.user_context_fusion(torch.cat([state, place])), dim=-1)
        products = F.normalize(self.candidate_projector(self.backbone.item_encoder["embeddings"](candidates)), dim=-1)
        logits = products @ user / self.scale.exp() + self.bias
        return logits if features is None else logits + self.term(features)
