"""Status and certainty come from the words around the trigger."""

import pytest
from trees import DENIAL, PASSIVE, PLAN, reading_of

from dateline.extract.certainty import Judge
from dateline.extract.cues import ready_cues
from dateline.extract.phrases import Phrases
from dateline.lexicon import load_lexicon

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("rows", "form", "status", "certainty"),
    [
        (DENIAL, "captured", "denied", "certain"),
        (PASSIVE, "shelled", "actual", "certain"),
        (PLAN, "attack", "planned", "certain"),
        (PLAN, "entered", "actual", "possible"),
    ],
)
def test_the_words_around_decide(rows: str, form: str, status: str, certainty: str) -> None:
    reading = reading_of(rows)
    judge = Judge(reading, Phrases(reading, LEXICON.classes), ready_cues(LEXICON))
    index = next(w.index for w in reading.words if w.text == form)
    assert judge.judge(index) == (status, certainty)


def test_what_is_said_in_passing_is_not_touched_by_the_sentence() -> None:
    reading = reading_of(DENIAL)
    judge = Judge(reading, Phrases(reading, LEXICON.classes), ready_cues(LEXICON))
    assert judge.judge(6, asserted=False) == ("actual", "certain")
