"""Passages: where words that somebody asks about stand in a text.

In: a text and words.  Out: stretches of characters, or the words that are nearest.
"""

import difflib
import re

NEAREST = 3  # that are named
ALIKE = 0.5  # likeness from which words are named
MOST_TRIED = 20_000  # stretches of a long text that are compared
SHOWN = 60  # characters of what was asked for
_QUOTES = {
    **dict.fromkeys("'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}", "['‘’]"),
    **dict.fromkeys('"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}', '["“”]'),
    **dict.fromkeys("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}", "[-‐‑–]"),
}


def find_passages(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand, as characters, end exclusive; whole words before parts of some.

    Capitals, white space and the form of quotation marks and hyphens do not matter.
    """
    pattern = r"\s+".join(_pattern(word) for word in words.split())
    if not pattern:
        return []
    whole = [m.span() for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)]
    return whole or [m.span() for m in re.finditer(pattern, text, re.IGNORECASE)]


def _pattern(word: str) -> str:
    return "".join(_QUOTES.get(letter, re.escape(letter)) for letter in word)


def not_found(text: str, words: str) -> str:
    """That the words are not in the text, and what is nearest to them."""
    asked = " ".join(words.split())
    shown = asked if len(asked) <= SHOWN else f"{asked[:SHOWN]}…"
    said = f"the words {shown!r} are not in it"
    near = nearest(text, asked)
    if not near:
        return f"{said}; copy some from the text"
    return f"{said}; nearest: {', '.join(map(repr, near))}"


def nearest(text: str, words: str) -> list[str]:
    """The stretches of as many words that are most like them, the nearest first."""
    size = max(1, len(words.split()))
    all_words = text.split()
    number = min(len(all_words) - size + 1, MOST_TRIED)
    stretches = (" ".join(all_words[at : at + size]) for at in range(max(number, 1)))
    plain = {stretch.strip(".,;:!?()\"“”'‘’").lower(): stretch for stretch in stretches}
    found = difflib.get_close_matches(words.lower(), plain, NEAREST, ALIKE)
    return [plain[each].strip('.,;:!?()"“”') for each in found]
