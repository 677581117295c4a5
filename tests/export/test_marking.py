from hypothesis import given
from hypothesis import strategies as st
from sample_findings import TEXT, sample_claims

from dateline.claim import Claim, Mention
from dateline.export.marking import Piece, Voice, mark_text, role_mentions, split_paragraphs

CLAIMS = sample_claims("d")


def claim_on(text: str, start: int, end: int) -> Claim:
    return Claim(
        document="d",
        type="event",
        event="ASSAULT",
        evidence=Mention(start, end, text[start:end]),
        trigger=Mention(start, start, ""),
    )


def covered(pieces: list[Piece], number: int) -> list[tuple[int, int]]:
    return [(piece.start, piece.end) for piece in pieces if number in piece.claims]


def flat(paragraphs: list[list[Piece]]) -> list[Piece]:
    return [piece for paragraph in paragraphs for piece in paragraph]


def test_the_pieces_of_a_paragraph_join_to_it() -> None:
    for (start, end), pieces in zip(split_paragraphs(TEXT), mark_text(TEXT, CLAIMS), strict=True):
        assert "".join(TEXT[piece.start : piece.end] for piece in pieces) == TEXT[start:end]


def test_marks_equal_claims() -> None:
    pieces = flat(mark_text(TEXT, CLAIMS))
    for number, claim in enumerate(CLAIMS):
        marked = "".join(TEXT[start:end] for start, end in covered(pieces, number))
        assert marked == claim.evidence.text


def test_every_role_is_marked_with_its_words() -> None:
    pieces = flat(mark_text(TEXT, CLAIMS))
    for number, claim in enumerate(CLAIMS):
        for role, mention in role_mentions(claim):
            if role != "evidence":
                own = [piece for piece in pieces if (number, role) in piece.roles]
                assert "".join(TEXT[p.start : p.end] for p in own) == mention.text


def test_overlapping_claims_share_the_words_that_they_share() -> None:
    text = "abcdefghij"
    pieces = flat(mark_text(text, [claim_on(text, 0, 6), claim_on(text, 4, 10)]))
    assert [(p.start, p.end, p.claims) for p in pieces] == [
        (0, 4, (0,)),
        (4, 6, (0, 1)),
        (6, 10, (1,)),
    ]


def test_within_a_long_claim_a_short_one_comes_first() -> None:
    text = "abcdefghij"
    pieces = flat(mark_text(text, [claim_on(text, 0, 10), claim_on(text, 3, 5)]))
    assert [p.claims for p in pieces] == [(0,), (1, 0), (0,)]


def test_a_claim_across_paragraphs_starts_once() -> None:
    text = "one two\n\nthree four"
    paragraphs = mark_text(text, [claim_on(text, 4, 14)])
    assert [p.starts for p in flat(paragraphs)] == [(), (0,), (), ()]
    assert [text[a:b] for a, b in covered(flat(paragraphs), 0)] == ["two", "three"]


def test_a_text_without_blank_lines_has_a_paragraph_for_each_line() -> None:
    assert split_paragraphs("one\ntwo\n") == [(0, 3), (4, 7)]


def test_in_a_text_with_blank_lines_other_line_ends_part_nothing() -> None:
    assert split_paragraphs("one\nmore\n \n two") == [(0, 8), (12, 15)]


def test_spans_outside_the_text_mark_nothing() -> None:
    claim = claim_on("abc" * 9, 20, 25)
    assert mark_text("abc", [claim]) == [[Piece(0, 3)]]


@given(
    st.text(st.sampled_from("ab \n"), max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
)
def test_each_character_bears_exactly_the_claims_that_cover_it(
    text: str, ends: list[tuple[int, int]]
) -> None:
    spans = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in ends]
    claims = [claim_on(text, start, end) for start, end in spans]
    pieces = flat(mark_text(text, claims))
    for piece in pieces:
        for at in range(piece.start, piece.end):
            assert set(piece.claims) == {n for n, (a, b) in enumerate(spans) if a <= at < b}
    shown = {number for piece in pieces for number in piece.claims}
    assert shown <= {number for piece in pieces for number in piece.starts}
    started = [number for piece in pieces for number in piece.starts]
    assert len(started) == len(set(started))


# -- whose words


def test_words_know_whose_they_are_also_where_two_speak() -> None:
    pieces = flat(mark_text("one two three", [], [Voice(0, 7, 4), Voice(4, 13, 1)]))
    assert [(piece.start, piece.end, piece.voices) for piece in pieces] == [
        (0, 4, (4,)),
        (4, 7, (1, 4)),
        (7, 13, (1,)),
    ]


def test_somebody_who_speaks_within_their_own_words_goes_on_after_them() -> None:
    pieces = flat(mark_text("one two three", [], [Voice(0, 13, 0), Voice(4, 7, 0)]))
    assert [piece.voices for piece in pieces] == [(0,), (0,), (0,)]


def test_words_of_a_speaker_outside_the_text_mark_nothing() -> None:
    (piece,) = flat(mark_text("word", [], [Voice(9, 12, 0), Voice(-3, 0, 1)]))
    assert piece.voices == ()


@given(
    st.text(st.sampled_from("ab \n"), max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70), st.integers(0, 2)), max_size=8),
)
def test_each_character_of_a_paragraph_knows_all_who_speak_it(
    text: str, spans: list[tuple[int, int, int]]
) -> None:
    voices = [Voice(start, end, number) for start, end, number in spans]
    for piece in flat(mark_text(text, [], voices)):
        for at in range(piece.start, piece.end):
            speaking = {voice.number for voice in voices if voice.start <= at < voice.end}
            assert set(piece.voices) == speaking
