"""Numbers are taken as printed, with open ends where the words leave them open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.extract.counts import read_number, read_range


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("about 400 mostly foreign", (400, 400)),
        ("at least 12", (12, None)),
        ("more than 40", (40, None)),
        ("up to 2,000", (None, 2000)),
        ("as many as 30", (None, 30)),
        ("300 to 400", (300, 400)),
        ("between five and seven", (5, 7)),
        ("dozens of", (24, None)),
        ("hundreds of thousands of", (200_000, None)),
        ("several", (3, None)),
        ("a dozen", (12, 12)),
        ("twenty-one", (21, 21)),
        ("two hundred and six", (206, 206)),
        ("1.5 million", (1_500_000, 1_500_000)),
        ("the remaining", None),
        ("a", None),
        ("90%", None),
    ],
)
def test_a_range_is_read_from_the_words(
    words: str, expected: tuple[int | None, int | None] | None
) -> None:
    assert read_range(words) == expected


@given(st.integers(0, 10**9))
def test_digits_with_commas_are_the_number(number: int) -> None:
    assert read_number(f"{number:,}") == number


@given(st.text(max_size=60))
def test_no_words_at_all_break_it(words: str) -> None:
    found = read_range(words)
    if found is not None and None not in found:
        assert found[0] <= found[1]  # type: ignore[operator]
