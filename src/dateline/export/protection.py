"""Protection: which words of a report could give away a source whose name it withholds.

What describes such a source, and every text that contains these words, is left out of what
is made to be passed on.

In: findings with their table.  Out: yes or no for words of the report and texts made of them.
"""

import re
from collections.abc import Iterator

from dateline.claim import Attribution, Claim, Mention
from dateline.export.sources import SourceTable, chain
from dateline.export.wording import one_line
from dateline.report import Findings

UNNAMED = "an unnamed source"
TELLING_WORDS = 2  # a description of so many is sought in the claims of others too
TELLING_LETTERS = 4  # a single word of so many ("colonel", not "he") in the source's own claims
_ARTICLE = re.compile(r"^(?:an?|the|one)\s+")


class Protection:
    """The descriptions of a report's anonymous sources."""

    def __init__(self, findings: Findings, table: SourceTable) -> None:
        """One who is anonymous anywhere in the report is so everywhere, as in the table."""
        self._table = table
        said = [claim.source for claim in findings.claims]
        said += [statement.source for statement in findings.statements]
        hidden = list(self._anonymous(said))
        self._spans = {(s.source.start, s.source.end) for s in hidden if s.source}
        self._phrases = {
            phrase
            for source in hidden
            for phrase in _descriptions(source)
            if len(phrase.split()) >= TELLING_WORDS
        }

    def betrays(self, claim: Claim, text: str) -> bool:
        """Whether a text made of a claim's words holds a description of an anonymous source."""
        sought = f" {_plain(text)} "
        own = {p for each in self._anonymous([claim.source]) for p in _descriptions(each)}
        telling = {p for p in own if " " in p or len(p) >= TELLING_LETTERS}
        return any(f" {phrase} " in sought for phrase in self._phrases | telling)

    def covers(self, claim: Claim, words: Mention) -> bool:
        """Whether words of the report, or what they stand for, describe an anonymous source."""
        crossed = any(start < words.end and words.start < end for start, end in self._spans)
        return crossed or self.betrays(claim, words.text) or self.betrays(claim, words.shown)

    def name(self, source: Attribution, shown: str) -> str:
        """The name to give a source that is shown as `shown`."""
        return UNNAMED if self._table.settled(source).anonymous else shown

    def _anonymous(self, sources: list[Attribution]) -> Iterator[Attribution]:
        for source in sources:
            settled = self._table.settled(source)
            yield from (each for each in (settled, *chain(settled)) if each.anonymous)


def _descriptions(source: Attribution) -> Iterator[str]:
    words = (source.source.text, source.source.shown) if source.source else ()
    for text in (source.name, source.role, source.reason, *words):
        if phrase := _ARTICLE.sub("", _plain(text or "")):
            yield phrase


def _plain(text: str) -> str:
    """Words in small letters with single spaces and no other marks."""
    return " ".join(re.findall(r"\w+", one_line(text).casefold()))
