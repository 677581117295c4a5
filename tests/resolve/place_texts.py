"""Readings made by hand: words with names, where a test needs no network."""

from collections.abc import Sequence

from dateline.reading import ROOT, Name, NameType, Reading, Word


def reading_of(text: str, names: Sequence[tuple[str, NameType]]) -> Reading:
    """A reading of a text in which the given words are names, in the order of the text.

    Words are what blanks and punctuation part; a sentence ends at a full stop before a blank.
    """
    words: list[Word] = []
    sentences: list[range] = []
    begun = 0
    for piece in text.split(" "):
        start = text.index(piece, words[-1].end if words else 0)
        bare = piece.rstrip(".,")
        parts = [bare] if bare == piece else [bare, piece[len(bare) :]]
        for part in filter(None, parts):
            upos = "PROPN" if part[:1].isupper() else "NOUN" if part[:1].isalpha() else "PUNCT"
            words.append(
                Word(
                    index=len(words),
                    start=start,
                    end=start + len(part),
                    text=part,
                    lemma=part,
                    upos=upos,
                    feats="_",
                    head=ROOT,
                    rel="dep",
                )
            )
            start += len(part)
        if piece.endswith("."):
            sentences.append(range(begun, len(words)))
            begun = len(words)
    if begun < len(words):
        sentences.append(range(begun, len(words)))
    found: list[Name] = []
    for name, kind in names:
        after = words[found[-1].last].end if found else 0
        start = text.index(name, after)
        inside = [w.index for w in words if start <= w.start < start + len(name)]
        found.append(Name(inside[0], inside[-1], kind))
    return Reading(
        text=text,
        words=words,
        sentences=sentences,
        paragraphs=[0] * len(sentences),
        names=found,
    )
