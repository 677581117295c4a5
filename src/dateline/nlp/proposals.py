"""Proposals: words that head a claim, its kind, and who takes part, from the network's scores.

The network was taught these by annotated claims.  What it proposes is weighed against
the lexicon in extraction; nothing becomes a claim here.

In: scores of a window.  Out: `Proposal`s by word.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.reading import Proposal

Floats = NDArray[np.float32]

ROLES = ("actor", "recipient", "other", "place", "date")  # in the network's order
NONE = 0  # the kind of a word that heads no claim
LEAST = 0.05  # chance of any claim from which a word is proposed,
LEAST_KIND = 0.02  # and of a kind from which it is told
SURE = 30.0  # log odds beyond which nothing changes
LEAST_ROLE = 0.1  # and of a role


def find_proposals(
    base: int, triggers: Floats, kinds: Sequence[str], roles: Floats
) -> dict[int, Proposal]:
    """The proposals of one window.

    Args:
        base: number in the text of the window's first word.
        triggers: (words, kinds) scores, kind 0 is none.
        kinds: their names.
        roles: (roles, words, words): log odds that axis 1 has a role in the claim of axis 2.
    """
    if triggers.shape[1] <= 1:  # of a network that has not learnt any
        return {}
    powers = np.exp(triggers - triggers.max(1, keepdims=True))
    shares = powers / powers.sum(1, keepdims=True)
    found: dict[int, Proposal] = {}
    for word in np.flatnonzero(1 - shares[:, NONE] >= LEAST).tolist():
        own = shares[word]
        likeliest = np.flatnonzero(own >= LEAST_KIND).tolist()
        likely = {kinds[k]: float(own[k]) for k in likeliest if k != NONE}
        chances = 1 / (1 + np.exp(-np.clip(roles[:, :, word], -SURE, SURE)))
        found[base + word] = Proposal(
            likely,
            {role: _ranked(base, chances[number]) for number, role in enumerate(ROLES)},
        )
    return found


def _ranked(base: int, chances: Floats) -> tuple[tuple[int, float], ...]:
    """Words and chances, the likeliest first."""
    words = np.flatnonzero(chances >= LEAST_ROLE).tolist()
    words.sort(key=lambda word: -chances[word])
    return tuple((base + word, float(chances[word])) for word in words)
