"""The table of who speaks, from attributions made by hand."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_findings import (
    COLONEL,
    COMMITTEE,
    GOVERNOR,
    MILITIA_OFFICIAL,
    REPORTER,
    TEXT,
    findings_of,
    mention,
    said,
    sample_claims,
    sample_document,
    sample_findings,
    sample_statements,
)

from dateline.api import Report
from dateline.claim import OUTLET, Attribution, Claim, Statement
from dateline.export.sources import SourceRow, SourceTable, row_key
from dateline.report import Findings

SHELLING = sample_claims("d")[6]


def vouched(*sources: Attribution) -> Findings:
    """A report of one claim for each source, all of the same words."""
    claims = [replace(SHELLING, source=source) for source in sources]
    return findings_of(sample_document(), claims)


def rows_of(findings: Findings) -> list[SourceRow]:
    return list(SourceTable(findings).rows)


# -- who is one


def test_a_person_known_by_office_and_later_by_name_alone_is_one_source_with_the_office() -> None:
    (row,) = rows_of(vouched(Attribution(kind="person", name="Salim Haddad"), GOVERNOR))
    assert (row.source.name, row.source.role) == ("Salim Haddad", "Governor")
    assert row.claims == (0, 1)


def test_the_role_is_the_one_that_the_text_tells_first() -> None:
    later = replace(GOVERNOR, role="former governor", source=None, cue=None)
    first = replace(GOVERNOR, source=mention("TEL QARAT"))
    (row,) = rows_of(vouched(later, first))
    assert row.source.role == "Governor"


@pytest.mark.parametrize(
    ("one", "other"),
    [("The Relief Committee", "Relief Committee"), ("the Army", "The army"), ("A  B", "a b")],
)
def test_case_articles_and_spaces_make_no_other_source(one: str, other: str) -> None:
    organizations = [Attribution(kind="organization", name=name) for name in (one, other)]
    assert len(rows_of(vouched(*organizations))) == 1
    unnamed = [Attribution(kind="unnamed", role=role) for role in (one, other)]
    assert len(rows_of(vouched(*unnamed))) == 1


def test_a_body_and_an_unnamed_person_of_the_same_words_are_two() -> None:
    both = [
        Attribution(kind="organization", name="Police"),
        Attribution(kind="unnamed", role="Police"),
    ]
    assert len(rows_of(vouched(*both))) == 2


def test_unnamed_sources_of_two_roles_are_two() -> None:
    roles = [Attribution(kind="unnamed", role=role) for role in ("officials", "two officials")]
    assert len(rows_of(vouched(*roles))) == 2


def test_the_outlets_reporter_is_one_whether_or_not_the_outlet_is_named() -> None:
    (row,) = rows_of(vouched(REPORTER, Attribution(kind="reporter")))
    assert row.source.name == "Harbour Wire"


def test_who_is_anonymous_once_is_so_in_all_the_report_with_the_reason() -> None:
    before = Attribution(kind="unnamed", role="rival militia official")
    (row,) = rows_of(vouched(before, MILITIA_OFFICIAL))
    assert row.source.anonymous
    assert row.source.reason == "for fear for his life"


def test_a_statement_and_a_claim_of_one_source_meet_in_its_row() -> None:
    row = next(row for row in rows_of(sample_findings()) if row.source.role == "Colonel")
    assert (row.claims, row.statements, row.media) == ((3, 4), (2,), ("said",))
    assert row.on == {"event": 1, "control": 1}
    assert row.first == TEXT.index("Colonel Idris Maan")


def test_quotations_are_counted_apart() -> None:
    row = rows_of(sample_findings())[0]
    assert (row.source.role, len(row.statements), row.quoted) == ("rival militia official", 2, 1)


def test_each_way_of_reaching_the_report_is_told_once_in_the_order_of_the_text() -> None:
    document = sample_document()
    ways = [replace(COLONEL, medium=medium) for medium in ("said", "wrote", "said")]
    texts = ["two burning trucks", "the western bank", "tanks moving"]
    statements = [said(way, words) for way, words in zip(ways, texts, strict=True)]
    elsewhere = [
        replace(each, source=replace(each.source, source=None, cue=None)) for each in statements
    ]
    (row,) = rows_of(findings_of(document, [], statements=elsewhere))
    assert row.media == ("wrote", "said")


def test_a_report_in_python_has_its_sources_and_statements() -> None:
    report = Report(sample_findings())
    assert [row.key for row in report.sources] == list("ABCDEFGHJ")
    assert report.statements == sample_statements()


# -- in what order


def test_most_claims_come_first_then_statements_then_the_text_and_the_report_itself_last() -> None:
    by_name = [row.source.name or row.source.role for row in rows_of(sample_findings())]
    assert by_name == [
        "rival militia official",  # two claims and two statements
        "Idris Maan",  # two claims and one statement
        "Salim Haddad",  # one of each from here on, as they come in the text
        "The army",
        "Harbour Wire",
        "A video posted by the brigades",
        "The Relief Committee",
        "residents",  # behind one claim, none of their own
        None,  # the report itself, with three
    ]


def test_letters_go_on_after_the_last_and_leave_out_those_that_look_like_figures() -> None:
    keys = [row_key(at) for at in range(24 * 25)]
    assert keys[:3] == ["A", "B", "C"]
    assert keys[23:26] == ["Z", "AA", "AB"]
    assert not set("".join(keys)) & set("IO")
    assert len(set(keys)) == len(keys)


# -- who stands behind


def test_those_behind_a_source_have_a_row_with_the_claims_that_they_stand_behind() -> None:
    rows = {row.source.role or row.source.name: row for row in rows_of(sample_findings())}
    residents = rows["residents"]
    assert (residents.claims, residents.behind, residents.statements) == ((), (9,), ())
    assert rows["The Relief Committee"].via == (residents.key,)


def test_a_chain_of_three_is_followed_to_its_end() -> None:
    witness = Attribution(kind="unnamed", role="a witness")
    hospital = Attribution(kind="organization", name="the hospital", via=(witness,))
    rows = rows_of(vouched(replace(GOVERNOR, via=(hospital,))))
    assert [row.behind for row in rows] == [(), (0,), (0,)]
    assert [row.via for row in rows] == [("B", "C"), ("C",), ()]


def test_who_is_behind_one_claim_may_vouch_for_another() -> None:
    residents = COMMITTEE.via[0]
    rows = rows_of(vouched(residents, COMMITTEE))
    assert [(row.source.kind, row.claims, row.behind) for row in rows] == [
        ("unnamed", (0,), (1,)),
        ("organization", (1,), ()),
    ]


# -- bad input


def test_a_report_in_which_nobody_speaks_has_no_rows() -> None:
    assert rows_of(findings_of(sample_document(), [])) == []


def test_a_statement_without_words_has_a_row_all_the_same() -> None:
    empty = Statement(source=GOVERNOR, content=(), quoted=False)
    (row,) = rows_of(findings_of(sample_document(), [], statements=[empty]))
    assert row.statements == (0,)


def test_a_source_of_another_report_has_no_row() -> None:
    with pytest.raises(KeyError):
        SourceTable(vouched(GOVERNOR)).row(COLONEL)


SOURCES = st.sampled_from([GOVERNOR, COLONEL, MILITIA_OFFICIAL, COMMITTEE, REPORTER, OUTLET])


@given(st.lists(SOURCES, max_size=12), st.permutations(range(8)))
def test_every_claim_and_statement_is_in_exactly_one_row(
    sources: list[Attribution], order: list[int]
) -> None:
    claims: list[Claim] = [replace(SHELLING, source=source) for source in sources]
    statements = [sample_statements()[at] for at in order]
    findings = findings_of(sample_document(), claims, statements=statements)
    table = SourceTable(findings)
    assert Counter(n for row in table.rows for n in row.claims) == Counter(range(len(claims)))
    assert Counter(n for row in table.rows for n in row.statements) == Counter(range(8))
    for number, claim in enumerate(claims):
        assert number in table.row(claim.source).claims
    assert len({row.key for row in table.rows}) == len(table.rows)
