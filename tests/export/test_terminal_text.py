import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from sample_findings import findings_of, sample_claims, sample_document, sample_findings

from dateline.claim import Attribution, Claim, Mention
from dateline.document import Document
from dateline.export.text import findings_text, print_findings
from dateline.report import Findings

HOSTILE = "[red]x[/red] \x1b]0;owned\x07\x1b[2J \u202eevil\u202c :smile: [link=file:///]y"


def hostile_findings() -> Findings:
    document = Document(text=HOSTILE, label=HOSTILE, title=HOSTILE, outlet=HOSTILE)
    words = Mention(0, len(HOSTILE), HOSTILE)
    claim = Claim(
        document=document.id,
        type="event",
        event="ASSAULT",
        mode=HOSTILE,
        evidence=words,
        trigger=words,
        actors=(words,),
        recipients=(words,),
        place=words,
        date=words,
        source=Attribution(
            kind="unnamed", role=HOSTILE, anonymous=True, reason=HOSTILE, source=words
        ),
    )
    return findings_of(document, [claim])


def coloured(findings: Findings, **environment: str) -> str:
    file = io.StringIO()
    console = Console(
        file=file,
        force_terminal=True,
        width=100,
        _environ={"TERM": "xterm-256color", **environment},
    )
    print_findings(findings, console)
    return file.getvalue()


def block(text: str, first_line: str) -> str:
    return next(part for part in re.split(r"\n\s*\n", text) if first_line in part)


def test_the_header_says_what_was_read() -> None:
    title, facts, label = findings_text(sample_findings(), 100).splitlines()[:3]
    assert title == "Militants seize Qarat bridge as army denies losses"
    assert facts == "Harbour Wire · 12 Mar 2021 · English · 164 words · 12 claims"
    assert label == "qarat.txt"


def test_claims_stand_in_four_groups_with_their_numbers() -> None:
    text = findings_text(sample_findings())
    heads = [line for line in text.splitlines() if line.isupper() and not line.startswith(" ")]
    assert heads == [
        "EVENTS (5)",
        "CONTROL OF PLACES (4)",
        "TIES (2)",
        "STRENGTHS (1)",
        "WHO SPEAKS",
    ]


def test_an_event_says_what_whom_where_when_how_many_and_who_says_so() -> None:
    assert block(findings_text(sample_findings(), 100), "aerial").splitlines() == [
        "  ASSAULT         (not said who) → militants",
        "  aerial          Tel Qarat (not located) · Thursday (11 Mar 2021) · at least 12 killed",
        "                  says Idris Maan, Colonel",
        "                  “at least 12 militants were killed in air strikes near Tel Qarat”",
    ]


def test_a_denial_stands_before_what_is_denied() -> None:
    assert "  lost            Denied: The army lost the Qarat bridge" in findings_text(
        sample_findings()
    )


def test_a_withheld_name_is_told_with_the_claim_and_among_the_speakers() -> None:
    text = findings_text(sample_findings(), 100)
    told = "an unnamed rival militia official, name withheld for fear for his life"
    assert text.count(f"says {told}") == 2
    assert " ".join(text.split()).count(f"{told} (sensitive)") == 2
    assert block(text, "2 claims        an unnamed").splitlines()[1] == (
        "  2 statements    name withheld for fear for his life; description is sensitive"
    )


def test_a_claim_before_the_request_not_to_be_named_is_marked_by_it() -> None:
    before = Attribution(kind="unnamed", role="rival militia official")
    document = sample_document()
    claims = sample_claims(document.id)
    claims[0] = replace(claims[0], source=before)
    shown = " ".join(findings_text(findings_of(document, claims), 100).split())
    assert shown.count("name withheld for fear for his life (sensitive)") == 3


def test_an_anonymous_source_behind_another_is_marked() -> None:
    hidden = Attribution(kind="unnamed", role="aide", anonymous=True, reason="for fear of arrest")
    document = sample_document()
    through = Attribution(kind="organization", name="the radio", via=(hidden,))
    claim = replace(sample_claims(document.id)[6], source=through)
    shown = " ".join(findings_text(findings_of(document, [claim]), 100).split())
    assert "the radio, citing an unnamed aide, name withheld for fear of arrest" in shown
    assert "name withheld for fear of arrest; description is sensitive" in shown


def test_a_report_without_claims_and_day_says_so() -> None:
    document = replace(sample_document(), published=None)
    text = findings_text(findings_of(document, []))
    assert "publication day unknown" in text
    assert "no claims found" in text
    assert "WHO SPEAKS" not in text


def test_dates_that_wait_for_the_day_of_publication_are_counted() -> None:
    document = replace(sample_document(), published=None)
    dated = [c for c in sample_claims(document.id) if c.date is not None]
    waiting = replace(findings_of(document, dated), links=())
    text = " ".join(findings_text(waiting, 200).split())
    assert f"{len(dated)} dates need the day of publication (--published)" in text
    known = findings_text(findings_of(sample_document(), dated))
    assert "need the day of publication" not in known


def test_long_evidence_is_shortened_around_its_trigger() -> None:
    words = "calm " * 80 + "shelled " + "quiet " * 80
    document = Document(text=words, label="x")
    claim = Claim(
        document=document.id,
        type="event",
        event="ASSAULT",
        evidence=Mention(0, len(words), words),
        trigger=Mention(words.index("shelled"), words.index("shelled") + 7, "shelled"),
    )
    text = findings_text(findings_of(document, [claim]), 100)
    quote = re.search(r"“(…[^”]+…)”", text.replace("\n" + " " * 18, " "))
    assert quote
    assert "shelled" in quote[1]
    assert len(quote[1]) <= 202


@pytest.mark.parametrize("width", [30, 42, 59, 60, 80, 110])
def test_no_line_is_wider_than_asked(width: int) -> None:
    assert max(map(cell_len, findings_text(sample_findings(), width).splitlines())) <= width


def test_lines_do_not_grow_with_a_very_wide_terminal() -> None:
    assert max(map(cell_len, findings_text(sample_findings(), 400).splitlines())) <= 110


def test_no_line_ends_in_a_space() -> None:
    for width in (42, 80):
        lines = findings_text(sample_findings(), width).splitlines()
        assert [line for line in lines if line != line.rstrip()] == []


def test_what_is_piped_has_no_escape_sequences() -> None:
    assert "\x1b" not in findings_text(sample_findings())


def test_a_terminal_gets_colours_and_the_trigger_underlined() -> None:
    assert re.search(r"\x1b\[[\d;]*4m" + "shelled", coloured(sample_findings()))
    assert "\x1b[1;31mDenied: " in coloured(sample_findings())


def test_no_color_is_kept_to() -> None:
    colours = re.findall(
        r"\x1b\[[\d;]*\b3[0-7]\b[\d;]*m", coloured(sample_findings(), NO_COLOR="1")
    )
    assert colours == []


def test_hostile_words_neither_style_nor_steer_the_terminal() -> None:
    plain = findings_text(hostile_findings(), 200)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", plain)
    assert "[red]x[/red]" in plain
    assert ":smile:" in plain
    shown = coloured(hostile_findings())
    assert set(re.findall(r"\x1b[^m]*m", shown)) <= set(re.findall(r"\x1b\[[\d;]*m", shown))
    assert "]8;" not in shown


def test_a_terminal_without_unicode_gets_plain_signs() -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii", errors="strict")
    print_findings(sample_findings(), Console(file=file, width=80))
    file.flush()
    assert b"Dawn Brigades > the clinic" in raw.getvalue()


@given(st.integers(20, 130), st.permutations(range(12)))
def test_each_claim_is_told_whatever_the_width_and_order(width: int, order: list[int]) -> None:
    document = sample_document()
    claims = sample_claims(document.id)
    text = findings_text(findings_of(document, [claims[at] for at in order]), width)
    joined = " ".join(text.split())
    assert all(f"“{claim.evidence.text}”" in joined for claim in claims)
