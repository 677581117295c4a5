"""The reader network in PyTorch: one encoder, heads for tags, tree, names, voices and identity.

The encoder is MiniLM-L6 (12 heads, 384 wide), started from all-MiniLM-L6-v2;
its word and position embeddings stay frozen, a shape embedding is added
because it is uncased.  A word is the mean of its first and last subword, over
the last layer and a learnt mix of all layers; the window's first marker is the
root of every sentence in it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.nlp.windows import N_SHAPES
from settings import SETTINGS

HIDDEN, HEADS, LAYERS, INNER = 384, 12, 6, 1536
ARC, LABEL, NAME, TAG, PAIR, CLAIM = 256, 80, 256, 128, 128, 256
N_ROLES = 5  # `claims.ROLES`
DROP_ENCODER, DROP_HEAD = 0.1, 0.33
BEGIN = 1  # among the tags of cues: the first word of one


class FusedAttention(torch.autograd.Function):
    """Stands for ONNX Runtime's own attention operator while the network is exported."""

    @staticmethod
    def forward(_ctx: Any, x: Tensor, _weight: Tensor, _bias: Tensor, _mask: Tensor) -> Tensor:
        return x.clone()  # only the shape counts: the exporter replaces it

    @staticmethod
    def symbolic(g: Any, x: Any, weight: Any, bias: Any, mask: Any) -> Any:
        attended = g.op("com.microsoft::Attention", x, weight, bias, mask, num_heads_i=HEADS)
        attended.setType(x.type())
        return attended


class Layer(nn.Module):
    """One transformer layer, post-norm, as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, 1e-12)
        self.inner = nn.Linear(HIDDEN, INNER)
        self.outer = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, 1e-12)
        self.drop = nn.Dropout(DROP_ENCODER)
        self.exporting = False

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.norm1(x + self.out(self.attend(x, mask)))
        return self.norm2(x + self.drop(self.outer(F.gelu(self.inner(x)))))

    def attend(self, x: Tensor, mask: Tensor) -> Tensor:
        """Heads side by side; `mask` is 1 where a subword stands."""
        if self.exporting:
            fused: Tensor = FusedAttention.apply(
                x, self.qkv.weight.t(), self.qkv.bias, mask.to(torch.int32)
            )
            return fused
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        penalty = (1.0 - mask)[:, None, None, :] * -1e4
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=penalty)
        return mixed.transpose(1, 2).reshape(b, t, HIDDEN)


class Projection(nn.Module):
    """Linear, LeakyReLU, dropout."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.linear = nn.Linear(HIDDEN, width)
        self.drop = nn.Dropout(DROP_HEAD)

    def forward(self, x: Tensor) -> Tensor:
        return self.drop(F.leaky_relu(self.linear(x), 0.1))


class Pairs(nn.Module):
    """A score for each pair of words: how well the second serves the first.

    Args:
        prior: the score of any two words before anything is learnt.
    """

    def __init__(self, prior: float) -> None:
        super().__init__()
        self.one, self.other = Projection(PAIR), Projection(PAIR)
        self.form = nn.Parameter(torch.zeros(PAIR + 1, PAIR + 1))
        nn.init.xavier_uniform_(self.form)
        self.form.data[-1, -1] = prior

    def forward(self, v: Tensor) -> Tensor:
        scores: Tensor = (with_one(self.one(v)) @ self.form) @ with_one(self.other(v)).transpose(
            1, 2
        )
        return scores


class Roles(nn.Module):
    """As `Pairs`, for each role a form of its own.

    Args:
        prior: the score of any two words before anything is learnt.
    """

    def __init__(self, prior: float) -> None:
        super().__init__()
        self.one, self.other = Projection(PAIR), Projection(PAIR)
        self.form = nn.Parameter(torch.zeros(N_ROLES, PAIR + 1, PAIR + 1))
        for form in self.form.data:
            nn.init.xavier_uniform_(form)
        self.form.data[:, -1, -1] = prior

    def forward(self, v: Tensor) -> Tensor:
        b, n, _ = v.shape
        # one flat matrix, as the exporter quantises no other
        flat = self.form.permute(1, 0, 2).reshape(PAIR + 1, -1)
        ones = (with_one(self.one(v)) @ flat).view(b, n, N_ROLES, PAIR + 1).transpose(1, 2)
        scores: Tensor = ones @ with_one(self.other(v))[:, None].transpose(2, 3)
        return scores


class ReaderNetwork(nn.Module):
    """Scores for every word of a batch of windows; see `forward`.

    Args:
        sizes: number of tags of each of `settings.COLUMNS`.
    """

    def __init__(self, sizes: Mapping[str, int]) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, HIDDEN)
        self.position = nn.Embedding(512, HIDDEN)
        self.shape = nn.Embedding(N_SHAPES, HIDDEN)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.drop = nn.Dropout(DROP_ENCODER)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.zeros(LAYERS + 1))
        self.head_drop = nn.Dropout(DROP_HEAD)
        self.upos = nn.Linear(HIDDEN, sizes["upos"])
        self.xpos = nn.Linear(HIDDEN, sizes["xpos"])
        self.feats = nn.Linear(HIDDEN, sizes["feats"])
        self.name_inner = Projection(NAME)
        self.names = nn.Linear(NAME, sizes["names"])
        self.entity_inner, self.cue_inner = Projection(TAG), Projection(TAG)
        self.entities = nn.Linear(TAG, sizes["entities"])
        self.cues = nn.Linear(TAG, sizes["cues"])
        self.trigger_inner = Projection(CLAIM)
        self.triggers = nn.Linear(CLAIM, sizes["triggers"])
        self.roles = Roles(-4.0)
        self.source, self.content, self.antecedent = Pairs(-4.0), Pairs(-2.0), Pairs(0.0)
        self.arc_dependent, self.arc_head = Projection(ARC), Projection(ARC)
        self.label_dependent, self.label_head = Projection(LABEL), Projection(LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label = nn.Parameter(torch.zeros(LABEL + 1, sizes["rel"], LABEL + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.label, std=0.01)

    def load_encoder(self, path: Path) -> None:
        """Start from the encoder's own weights (`model.safetensors` of a BERT)."""
        w = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
        e = "embeddings."
        self.word.weight.data.copy_(w[e + "word_embeddings.weight"])
        segment = w[e + "token_type_embeddings.weight"][0]
        self.position.weight.data.copy_(w[e + "position_embeddings.weight"] + segment)
        self.norm.weight.data.copy_(w[e + "LayerNorm.weight"])
        self.norm.bias.data.copy_(w[e + "LayerNorm.bias"])
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            attention = [f"{at}attention.self.{n}." for n in ("query", "key", "value")]
            pairs = [
                (layer.out, "attention.output.dense"),
                (layer.norm1, "attention.output.LayerNorm"),
                (layer.inner, "intermediate.dense"),
                (layer.outer, "output.dense"),
                (layer.norm2, "output.LayerNorm"),
            ]
            for part in ("weight", "bias"):
                getattr(layer.qkv, part).data.copy_(torch.cat([w[a + part] for a in attention]))
                for module, name in pairs:
                    getattr(module, part).data.copy_(w[f"{at}{name}.{part}"])
        for frozen in (self.word, self.position):
            frozen.weight.requires_grad_(False)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        x = self.word(ids) + self.position.weight[: ids.shape[1]][None] + self.shape(shapes)
        x = self.drop(self.norm(x))
        states = [x]
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        return states

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> dict[str, Tensor]:
        """Scores of each word (axis 1; 0 is the root) of each window (axis 0).

        arc               (windows, words, words): of axis 2 as the head of axis 1
        label_dependent,  (windows, words, LABEL): for the bilinear form `self.label`,
        label_head        whose value is wanted only where an arc was chosen
        source, content   (windows, words, words): whether axis 1 is of the source, or of the
                          content, of the cue that begins at axis 2; 0 for a cue elsewhere
        antecedent        (windows, words, words): of axis 2 as what axis 1 takes up; 0 for none
        roles             (windows, roles, words, words): whether axis 2 heads a mention that has
                          the role in the claim that the word of axis 3 heads
        upos, xpos, feats, names, entities, cues, triggers   (windows, words, tags)
        """
        states = self.encode(ids, shapes, mask)
        weights = torch.softmax(self.mix, 0)
        x = sum((w * s for w, s in zip(weights, states, strict=True)), states[-1])

        def at(index: Tensor) -> Tensor:
            return torch.gather(x, 1, index[:, :, None].expand(-1, -1, HIDDEN))

        v = self.head_drop((at(first) + at(last)) * 0.5)
        d = self.arc_dependent(v)
        return {
            "arc": (with_one(d) @ self.arc) @ self.arc_head(v).transpose(1, 2),
            "label_dependent": self.label_dependent(v),
            "label_head": self.label_head(v),
            "upos": self.upos(v),
            "feats": self.feats(v),
            "names": self.names(self.name_inner(v)),
            "xpos": self.xpos(v),
            "entities": self.entities(self.entity_inner(v)),
            "cues": self.cues(self.cue_inner(v)),
            "source": self.source(v),
            "content": self.content(v),
            "antecedent": self.antecedent(v),
            "triggers": self.triggers(self.trigger_inner(v)),
            "roles": self.roles(v),
        }


def with_one(x: Tensor) -> Tensor:
    """A column of ones at the end: the bias of a bilinear form."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def loss(
    network: ReaderNetwork, out: dict[str, Tensor], sentence: Tensor, gold: dict[str, Tensor]
) -> tuple[Tensor, dict[str, float]]:
    """Sum of the losses of the heads that have an answer in this batch, and each of them.

    Args:
        network: has the bilinear form of the labels.
        out: of the network, see its `forward`.
        sentence: (windows, words), see `dateline.nlp.windows.Batch`.
        gold: (windows, words) per column, -100 where there is no answer; `source` and
            `content` (windows, words, words).
    """
    parts: dict[str, Tensor] = {}
    if (gold["rel"] >= 0).any():
        parts |= tree_loss(network, out, sentence, gold)
    if (gold["names"] >= 0).any():
        parts["names"] = tag_loss("names", out, gold)
    if (gold["cluster"] >= 0).any():
        parts |= coreference_loss(out, gold)
    if (gold["cues"] >= 0).any():
        parts |= attribution_loss(out, gold)
    if (gold["triggers"] >= 0).any():
        parts |= claims_loss(out, gold)
    total = torch.stack(list(parts.values())).sum()
    return total, {name: float(part.detach()) for name, part in parts.items()}


def tag_loss(name: str, out: dict[str, Tensor], gold: dict[str, Tensor]) -> Tensor:
    """Cross entropy of one tag head."""
    scores = out[name]
    return F.cross_entropy(
        scores.reshape(-1, scores.shape[-1]), gold[name].reshape(-1), ignore_index=-100
    )


def tree_loss(
    network: ReaderNetwork, out: dict[str, Tensor], sentence: Tensor, gold: dict[str, Tensor]
) -> dict[str, Tensor]:
    """Tags, arcs, which compete only within the dependent's sentence and the root, and labels."""
    foreign = (sentence[:, :, None] != sentence[:, None, :]) & (sentence[:, None, :] != 0)
    arc = {"head": out["arc"].masked_fill(foreign, -1e4)}
    where = (gold["rel"] >= 0).nonzero(as_tuple=True)
    dependents = with_one(out["label_dependent"][where])
    heads = with_one(out["label_head"][where[0], gold["head"][where]])
    k, n, _ = network.label.shape
    labels = ((dependents @ network.label.reshape(k, -1)).view(-1, n, k) * heads[:, None, :]).sum(
        -1
    )
    return {
        "arc": tag_loss("head", arc, gold),
        "label": F.cross_entropy(labels, gold["rel"][where]),
        "upos": tag_loss("upos", out, gold),
        "xpos": 0.5 * tag_loss("xpos", out, gold),
        "feats": 0.5 * tag_loss("feats", out, gold),
    }


def coreference_loss(out: dict[str, Tensor], gold: dict[str, Tensor]) -> dict[str, Tensor]:
    """Mentions by their heads, and for each the chance of any right antecedent, or none."""
    weight = SETTINGS["coreference"]
    cluster = gold["cluster"]
    heads = (cluster > 0).nonzero(as_tuple=True)
    scores = out["antecedent"][heads]  # (mentions, words)
    own = cluster[heads]
    columns = torch.arange(scores.shape[1])[None]
    earlier = columns < heads[1][:, None]
    right = (cluster[heads[0]] == own[:, None]) & earlier
    right[:, 0] = ~right.any(1)
    every = scores.masked_fill(~earlier, -1e4).logsumexp(1)
    best = scores.masked_fill(~right, -1e4).logsumexp(1)
    return {
        "entities": weight * tag_loss("entities", out, gold),
        "antecedent": weight * (every - best).sum() / max(1, len(own)),
    }


def attribution_loss(out: dict[str, Tensor], gold: dict[str, Tensor]) -> dict[str, Tensor]:
    """Cues, and the words of their sources and contents, given the right cues."""
    weight = SETTINGS["attribution"]
    read = gold["cues"] >= 0  # words of texts that have attributions
    begins = gold["cues"] == BEGIN
    begins[:, 0] = read.any(1)  # cues elsewhere
    pair = read[:, :, None] & begins[:, None, :]
    parts = {"cues": 2 * weight * tag_loss("cues", out, gold)}
    for name in ("source", "content"):
        lost = F.binary_cross_entropy_with_logits(
            out[name][pair], gold[name][pair], reduction="sum"
        )
        parts[name] = weight * lost / (SETTINGS[name + "_words"] * begins.sum())
    return parts


def claims_loss(out: dict[str, Tensor], gold: dict[str, Tensor]) -> dict[str, Tensor]:
    """Which words head a claim, of what kind, and given these which words have a role in it."""
    weight = SETTINGS["claims"]
    parts = {"triggers": 4 * weight * tag_loss("triggers", out, gold)}
    heads = gold["triggers"] > 0  # 0 is "O"
    if heads.any():
        read = gold["triggers"] >= 0
        asked = read[:, None, :, None] & heads[:, None, None, :] & (gold["roles"] >= 0)
        lost = F.binary_cross_entropy_with_logits(
            out["roles"][asked], gold["roles"][asked], reduction="sum"
        )
        parts["roles"] = weight * lost / (SETTINGS["role_words"] * heads.sum())
    return parts
