"""Documents: one published text each, and what is known of its publication.

A document is what an outlet published, as text.  Everything that is said
about it later points into `text` by character offsets, so the text is kept
as it was read and never changed.

An input that cannot be read becomes a `Rejection`: nothing vanishes.
"""

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text with what its publication is known by.

    text       the article without navigation, captions or byline blocks
    label      what the input called it: a file name, a URL, the id of a JSONL record
    title      headline, or None
    outlet     who published it ("Associated Press"), or None
    published  day of publication where the outlet sits, or None when nothing tells
    language   ISO 639-1 code
    url        address it was published at, or None
    """

    text: str
    label: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    language: str = "en"
    url: str | None = None

    @property
    def id(self) -> str:
        """Key by content: the same text at the same address is the same document."""
        content = f"{self.url or ''}\0{self.text}"
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:24]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An input that was declined.

    label   what the input called it, with its line where it is one of many ("wire.jsonl:17")
    stage   which part of the road declined it: "ingest", "nlp", "extract"
    reason  one sentence: what is wrong, with the value, and what to do
    """

    label: str
    stage: str
    reason: str
