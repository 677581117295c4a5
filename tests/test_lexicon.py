"""Every entry of the lexicon carries examples; each is a test here."""

import re
from collections.abc import Iterator

import pytest

from dateline.claim import Claim
from dateline.config import Settings
from dateline.document import Document
from dateline.extract.proposing import LEXICON_ALONE
from dateline.lexicon import Entry, Example, load_lexicon
from dateline.pipeline import Road

LEXICON = load_lexicon()
CASES = [(entry, example) for entry in LEXICON.entries.values() for example in entry.examples]
STOP = {"the", "a", "an", "of", "in", "on", "and", "their", "its", "his", "her"}


@pytest.fixture(scope="module")
def road() -> Road:
    road = Road(Settings(least_score=0.0))
    road.extractor.dial = LEXICON_ALONE
    return road


def content_words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - STOP


def shares_words(wanted: object, found: list[str]) -> bool:
    """Whether each wanted string shares a content word with some found one."""
    strings = [wanted] if isinstance(wanted, str) else list(wanted)  # type: ignore[call-overload]
    if not strings:
        return not found
    return all(any(content_words(w) & content_words(f) for f in found) for w in strings)


def values_of(claim: Claim, key: str) -> list[str]:
    """A claim's value for a key of `gives`, as strings."""
    if key in ("actors", "recipients"):
        return [m.shown for m in getattr(claim, key)]
    if key in ("place", "other"):
        mention = getattr(claim, key)
        return [mention.text, mention.shown] if mention else []
    if key == "source":
        return [claim.source.kind]
    if key == "counts":
        return [f"{c.of} {c.low} {c.high}" for c in claim.counts]
    value = getattr(claim, key)
    return [str(value)] if value is not None else []


def fits(claim: Claim, entry: Entry, example: Example) -> bool:
    assert example.gives is not False
    if claim.type != entry.type or (entry.type != "strength" and claim.kind != entry.kind):
        return False
    return all(
        shares_words(
            str(wanted) if isinstance(wanted, dict | int) else wanted, values_of(claim, key)
        )
        for key, wanted in example.gives.items()
        if key not in ("counts", "count")
    )


def name_of(case: tuple[Entry, Example]) -> str:
    return f"{case[0].name}: {case[1].text[:60]}"


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_an_example_gives_what_its_entry_says(case: tuple[Entry, Example], road: Road) -> None:
    entry, example = case
    findings = road.read_batch([Document(text=example.text, label=entry.name)])[0]
    claims = list(getattr(findings, "claims", ()))
    shown = [(c.type, c.kind, c.entry, [a.shown for a in c.actors]) for c in claims]
    if example.gives is False:
        assert not [c for c in claims if c.entry == entry.name], shown
    else:
        assert any(fits(claim, entry, example) for claim in claims), shown


def test_every_entry_has_an_example() -> None:
    without = [entry.name for entry in LEXICON.entries.values() if not entry.examples]
    assert without == []


def lines() -> Iterator[str]:
    yield from (entry.name for entry in LEXICON.entries.values())


def test_entries_have_names_of_their_own() -> None:
    assert len(set(lines())) == len(LEXICON.entries)
