"""Pages: findings as one HTML file that needs nothing else.

The report stands in a column with its claims marked; beside it where and when they
are, who speaks, and the claims.  Colour and a letter tell whose a claim is, the line
under its words what kind it is.

In: findings.  Out: HTML text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, urlsplit

from dateline.claim import Attribution, Claim, Mention
from dateline.document import Rejection
from dateline.export import speech, wording
from dateline.export.figures import Entry
from dateline.export.map import MapView, draw_map
from dateline.export.marking import Piece, Voice, mark_text
from dateline.export.records import claim_days, claim_places
from dateline.export.rendering import render
from dateline.export.setting import circumstances, waiting_dates
from dateline.export.sources import SourceRow, SourceTable, chain
from dateline.export.timeline import TimelineView, draw_timeline
from dateline.report import Findings

NO_BREAK = "\N{NO-BREAK SPACE}"
HUES = 10  # colours in page.css; sources beyond them repeat the colours with an outlined letter


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
class _SourceView:
    """A row of the table of sources as the template prints it.

    hue    its colour in page.css: a number, or "own" for the report itself
    again  the colour is one that was had before
    """

    key: str
    hue: str
    again: bool
    name: str
    withheld: str
    reason: str
    facts: str
    cited: str
    claims: int
    behind: int
    statements: int


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
    source: "_SourceView"
    voices: tuple[str, ...]
    voucher: str
    withheld: str
    reason: str
    quote: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A piece of the text as the template prints it; `kind` and `hue` are its shortest claim's."""

    text: str
    claims: tuple[int, ...]
    kind: str
    hue: str
    voices: tuple[str, ...]
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
    sources: tuple[_SourceView, ...]
    map: MapView | None
    timeline: TimelineView | None


def render_page(findings: Findings) -> str:
    """One self-contained HTML page: the report with its claims marked, and their list."""
    return render("report", page=_page(findings))


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
    return render(
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


def _page(findings: Findings) -> _Page:
    document = findings.document
    table = SourceTable(findings)
    sources = _source_views(findings, table)
    claims = [replace(each, source=table.settled(each.source)) for each in findings.claims]
    known = zip(claims, claim_days(findings), claim_places(findings), strict=True)
    entries = [
        Entry(
            number=number,
            hue=sources[table.row(claim.source).key].hue,
            claim=claim,
            link=link,
            when=when,
        )
        for number, (claim, when, link) in enumerate(known, start=1)
    ]
    views = tuple(
        _claim_view(entry, [sources[key] for key in _keys(entry.claim.source, table)])
        for entry in entries
    )
    label = wording.one_line(document.label)
    published = wording.day_text(document.published) if document.published else ""
    facts = (
        wording.one_line(document.outlet or ""),
        published or "publication day unknown",
        f"{findings.words:,} words",
        wording.several(len(views), "claim"),
        waiting_dates(findings),
    )
    marked = mark_text(document.text, findings.claims, _voices(findings, table))
    return _Page(
        title=wording.one_line(document.title or "") or label,
        label=label,
        facts=tuple(filter(None, facts)),
        url=_web_address(document.url),
        language=document.language,
        paragraphs=tuple(
            tuple(_part(document.text, piece, views, table.rows) for piece in paragraph)
            for paragraph in marked
        ),
        claims=views,
        filters=_filters(findings.claims) if views else (),
        sources=tuple(sources.values()),
        map=draw_map(entries),
        timeline=draw_timeline(entries, document.published),
    )


def _source_views(findings: Findings, table: SourceTable) -> dict[str, _SourceView]:
    """The rows by their keys, in order."""
    paragraphs = speech.Paragraphs(findings.document.text)
    views = {}
    for at, row in enumerate(table.rows):
        own = row.source.kind == "outlet"
        facts = [*speech.row_facts(row), f"paragraph {paragraphs.number(row.first)}"]
        views[row.key] = _SourceView(
            key=row.key,
            hue="own" if own else str(at % HUES),
            again=at >= HUES and not own,
            name=speech.row_name(row),
            withheld=wording.WITHHELD if row.source.anonymous else "",
            reason=wording.one_line(row.source.reason or "") if row.source.anonymous else "",
            facts=" · ".join(fact.replace(" ", NO_BREAK) for fact in facts),
            cited=speech.row_chain(row, table),
            claims=len(row.claims),
            behind=len(row.behind),
            statements=len(row.statements),
        )
    return views


def _keys(source: Attribution, table: SourceTable) -> list[str]:
    """Keys of a source and of those behind it, each once."""
    return list(dict.fromkeys(table.row(each).key for each in (source, *chain(source))))


def _voices(findings: Findings, table: SourceTable) -> Iterator[Voice]:
    """The words of each source's claims and statements, and those that name it and say it speaks.

    Voices are numbered as the rows of the table.
    """
    numbers = {row.key: number for number, row in enumerate(table.rows)}
    spoken: list[tuple[Attribution, Sequence[Mention]]]
    spoken = [(claim.source, (claim.evidence,)) for claim in findings.claims]
    spoken += [(statement.source, statement.content) for statement in findings.statements]
    for source, content in spoken:
        for each in (source, *chain(source)):
            number = numbers[table.row(each).key]
            for words in (*content, each.source, each.cue):
                if words is not None:
                    yield Voice(words.start, words.end, number)


def _claim_view(entry: Entry, sources: Sequence[_SourceView]) -> _ClaimView:
    """`sources` are the claim's own and those behind it."""
    claim = entry.claim
    code, mode = wording.code(claim)
    source = claim.source
    return _ClaimView(
        number=entry.number,
        kind=claim.type,
        group=wording.GROUPS[claim.type],
        code=code,
        mode=mode,
        statement=wording.statement(claim),
        qualifier=wording.qualifier(claim),
        denied=claim.status == "denied",
        circumstances=" · ".join(circumstances(claim, entry.when, entry.link)),
        source_kind=source.kind,
        source=sources[0],
        voices=tuple(view.key for view in sources),
        voucher=wording.voucher(source, withheld=False),
        withheld=wording.WITHHELD if source.anonymous else "",
        reason=wording.one_line(source.reason or "") if source.anonymous else "",
        quote=f"“{wording.one_line(claim.evidence.text)}”",
        marks=(claim.status, claim.certainty),
    )


def _part(text: str, piece: Piece, views: Sequence[_ClaimView], rows: Sequence[SourceRow]) -> _Part:
    return _Part(
        text=wording.printable(text[piece.start : piece.end]),
        claims=tuple(number + 1 for number in piece.claims),
        kind=views[piece.claims[0]].kind if piece.claims else "",
        hue=views[piece.claims[0]].source.hue if piece.claims else "",
        voices=tuple(rows[number].key for number in piece.voices),
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
            tuple(
                _Choice(k, w, sources[k]) for k, w in wording.SOURCE_LABELS.items() if sources[k]
            ),
        ),
        _Filter(
            "mark",
            "How sure",
            tuple(_Choice(m, words, marks[m]) for m, words in wording.MARKS.items() if marks[m]),
        ),
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
