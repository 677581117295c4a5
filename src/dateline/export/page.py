"""Pages: findings as one HTML file that needs nothing else.

The report stands in a column with its claims marked, the claims beside it.
The page fetches nothing: style and script are inside, and a policy that names
them by hash forbids all else, so that even a report that smuggled markup past
the escaping could neither run nor send anything.

In: findings.  Out: HTML text.
"""

import base64
import functools
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from importlib.resources import files
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from dateline.claim import Claim, SourceKind
from dateline.document import Rejection
from dateline.export import wording
from dateline.export.marking import Piece, mark_text
from dateline.export.records import claim_days
from dateline.report import Findings
from dateline.world import When

SOURCE_CHOICES: dict[SourceKind, str] = {
    "outlet": "report itself",
    "reporter": "reporter",
    "person": "named person",
    "unnamed": "unnamed person",
    "organization": "organization",
    "material": "video, document",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One page in an index.

    address    file name of the page, relative to the index
    counts     claims by type
    """

    address: str
    title: str
    outlet: str | None
    published: date | None
    words: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ClaimView:
    """A claim as the template prints it; all strings are printable, none is escaped."""

    number: int
    kind: str
    group: str
    code: str
    mode: str
    statement: str
    qualifier: str
    denied: bool
    circumstances: str
    source_kind: str
    voucher: str
    withheld: str
    reason: str
    quote: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A piece of the text as the template prints it; `kind` is that of its shortest claim."""

    text: str
    claims: tuple[int, ...]
    kind: str
    roles: tuple[str, ...]
    starts: tuple[_ClaimView, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class _Filter:
    name: str
    legend: str
    choices: tuple[_Choice, ...]


@dataclass(frozen=True, slots=True)
class _Speaker:
    name: str
    kind: str
    withheld: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """All that the template prints."""

    title: str
    label: str
    facts: tuple[str, ...]
    url: str | None
    language: str
    paragraphs: tuple[tuple[_Part, ...], ...]
    claims: tuple[_ClaimView, ...]
    filters: tuple[_Filter, ...]
    speakers: tuple[_Speaker, ...]


def render_page(findings: Findings) -> str:
    """One self-contained HTML page: the report with its claims marked, and their list."""
    return _render("report", page=_page(findings))


def render_index(
    entries: Sequence[IndexEntry], rejections: Sequence[Rejection] = (), title: str = "Reports"
) -> str:
    """The page that leads to a folder's pages, in the order given, with what was not read."""
    rows = [
        {
            "address": quote(entry.address),
            "title": wording.one_line(entry.title),
            "outlet": wording.one_line(entry.outlet or ""),
            "published": wording.day_text(entry.published) if entry.published else "",
            "words": entry.words,
            "counts": [entry.counts.get(kind, 0) for kind in wording.GROUPS],
        }
        for entry in entries
    ]
    claims = sum(sum(entry.counts.values()) for entry in entries)
    facts = f"{len(entries):,} read · {claims:,} claims"
    if rejections:
        facts += f" · {len(rejections):,} not read"
    return _render(
        "index",
        title=wording.one_line(title),
        facts=facts,
        groups=["Events", "Control", "Ties", "Strengths"],
        entries=rows,
        rejections=[
            Rejection(
                label=wording.one_line(rejection.label),
                stage=rejection.stage,
                reason=wording.one_line(rejection.reason),
            )
            for rejection in rejections
        ],
    )


def index_entry(findings: Findings, address: str) -> IndexEntry:
    """The index's line for a page at the address."""
    document = findings.document
    return IndexEntry(
        address=address,
        title=document.title or document.label,
        outlet=document.outlet,
        published=document.published,
        words=findings.words,
        counts=dict(Counter(claim.type for claim in findings.claims)),
    )


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("dateline", "data/page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def _asset(name: str) -> str:
    return files("dateline").joinpath("data", "page", name).read_text("utf-8")


def _render(name: str, **values: object) -> str:
    css, script = _asset("page.css"), _asset(f"{name}.js")
    policy = (
        f"default-src 'none'; style-src {_hash(css)}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template(f"{name}.html.jinja")
        .render(
            # our own files, which the templates do not escape; the policy holds them to their hash
            css=css,
            script=script,
            policy=policy,
            version=version("dateline"),
            **values,
        )
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _page(findings: Findings) -> _Page:
    document = findings.document
    views = tuple(
        _claim_view(number, claim, when)
        for number, (claim, when) in enumerate(
            zip(findings.claims, claim_days(findings), strict=True), start=1
        )
    )
    label = wording.one_line(document.label)
    published = wording.day_text(document.published) if document.published else ""
    facts = (
        wording.one_line(document.outlet or ""),
        published or "publication day unknown",
        f"{findings.words:,} words",
        f"{len(views):,} claim{'' if len(views) == 1 else 's'}",
    )
    return _Page(
        title=wording.one_line(document.title or "") or label,
        label=label,
        facts=tuple(filter(None, facts)),
        url=_web_address(document.url),
        language=document.language,
        paragraphs=tuple(
            tuple(_part(document.text, piece, views) for piece in paragraph)
            for paragraph in mark_text(document.text, findings.claims)
        ),
        claims=views,
        filters=_filters(findings.claims) if views else (),
        speakers=_speakers(findings.claims),
    )


def _claim_view(number: int, claim: Claim, when: When | None) -> _ClaimView:
    code, mode = wording.code(claim)
    source = claim.source
    return _ClaimView(
        number=number,
        kind=claim.type,
        group=wording.GROUPS[claim.type],
        code=code,
        mode=mode,
        statement=wording.statement(claim),
        qualifier=wording.qualifier(claim),
        denied=claim.status == "denied",
        circumstances=" · ".join(wording.circumstances(claim, when)),
        source_kind=source.kind,
        voucher=wording.voucher(source, withheld=False),
        withheld=wording.WITHHELD if source.anonymous else "",
        reason=wording.one_line(source.reason or "") if source.anonymous else "",
        quote=f"“{wording.one_line(claim.evidence.text)}”",
        marks=(claim.status, claim.certainty),
    )


def _part(text: str, piece: Piece, views: Sequence[_ClaimView]) -> _Part:
    return _Part(
        text=wording.printable(text[piece.start : piece.end]),
        claims=tuple(number + 1 for number in piece.claims),
        kind=views[piece.claims[0]].kind if piece.claims else "",
        roles=tuple(f"{number + 1}:{role}" for number, role in piece.roles),
        starts=tuple(views[number] for number in piece.starts),
    )


def _filters(claims: Sequence[Claim]) -> tuple[_Filter, ...]:
    kinds = Counter[str](claim.type for claim in claims)
    sources = Counter[str](claim.source.kind for claim in claims)
    marks = Counter[str](mark for claim in claims for mark in (claim.status, claim.certainty))
    return (
        _Filter(
            "kind",
            "Kind",
            tuple(_Choice(k, words, kinds[k]) for k, words in wording.GROUPS.items()),
        ),
        _Filter(
            "source",
            "Who says so",
            tuple(_Choice(k, w, sources[k]) for k, w in SOURCE_CHOICES.items() if sources[k]),
        ),
        _Filter(
            "mark",
            "How sure",
            tuple(_Choice(m, words, marks[m]) for m, words in wording.MARKS.items() if marks[m]),
        ),
    )


def _speakers(claims: Sequence[Claim]) -> tuple[_Speaker, ...]:
    return tuple(
        _Speaker(
            name=wording.source_name(source),
            kind=SOURCE_CHOICES[source.kind],
            withheld=wording.WITHHELD if source.anonymous else "",
            count=count,
        )
        for source, count in wording.tally_sources(claims)
    )


def _web_address(url: str | None) -> str | None:
    """The address where a reader may follow it: http and https only, never a script."""
    if not url:
        return None
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        return None
    return wording.one_line(url) if scheme in ("http", "https") else None
