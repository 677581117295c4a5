"""Timing: the time that a claim has, by its own words or by those around it.

Which of the report's time expressions an act happened at, or none, is weighed by a small
log-linear model: `time_clues` says what speaks for and against each, `data/models/date.toml`
how much (learnt by `training/claim_dates.py`).  Where nothing speaks clearly there is none.

In: a reading, the time expressions found in its text.  Out: mentions, or None.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from dateline.claim import Mention
from dateline.extract.clues import MODELS, ClueModel
from dateline.extract.matching import Draft
from dateline.extract.tenses import Tenses
from dateline.extract.time_clues import Act, Clues
from dateline.extract.time_options import Expression, Option, find_options
from dateline.extract.trace import SILENT, Trace, Weighed
from dateline.reading import Reading

MODEL = MODELS / "date.toml"


class Timing:
    """Times in one reading.

    Args:
        expressions: time expressions of its text, in order.
        telling: lemmas of the verbs that report words.
        model: how much each clue counts.
        trace: is told what was weighed.
    """

    def __init__(
        self,
        reading: Reading,
        expressions: Sequence[Expression],
        telling: frozenset[str],
        model: ClueModel,
        trace: Trace = SILENT,
    ) -> None:
        options = find_options(reading, expressions)
        self._reading = reading
        self._starts = [word.start for word in reading.words]
        self._governors = {option.governor for option in options}
        self._clues = Clues(reading, options, Tenses(reading), telling)
        self._model = model
        self._trace = trace

    def dates_of(self, *drafts: Draft) -> list[Mention]:
        """The times of an act that some drafts name, the surest of what they point to.

        More than one where the text says that it happened again ("in 2013 and at the end of
        last year"); none where no time is likelier than that the report gives none.
        """
        best = 0.0
        dates: tuple[Mention, ...] = ()
        for draft in drafts:
            odds, option = self._likeliest(draft)
            if option is not None and odds > best:
                best, dates = odds, self._own_words(draft, option)
        return list(dates)

    def _own_words(self, draft: Draft, option: Option) -> tuple[Mention, ...]:
        """The words of a time; for what began then they start behind the "since".

        "Since the first ships came in 2014": the ships came in 2014.
        """
        first = option.mentions[0]
        if first.start < self._starts[draft.index] < option.inner:
            text = first.text[option.inner - first.start :]
            return (replace(first, start=option.inner, text=text),)
        return option.mentions

    def has_own_date(self, draft: Draft) -> bool:
        """Whether a time expression modifies the trigger itself."""
        return not self._governors.isdisjoint(draft.trigger)

    def dates_about(self, mention: Mention) -> list[Mention]:
        """The times inside a phrase, or on the verb that it is the subject of.

        "A reporter who visited the town on Wednesday saw": it was seen on Wednesday.
        """
        words = self._reading.words
        last = bisect_left(self._starts, mention.end) - 1
        inside = range(bisect_left(self._starts, mention.start), last + 1)
        head = next((i for i in inside if words[i].head not in inside), None)
        if head is None:
            return []
        under = {*self._reading.subtree(head), words[head].head}
        here = self._reading.sentence_of[head]
        options = self._clues.options_in(here, here + 1)
        found = (option for option in options if option.governor in under)
        return list(next((option.mentions for option in found), ()))

    def _likeliest(self, draft: Draft) -> tuple[float, Option | None]:
        """The likeliest time of an act, with its log odds over none and the margin."""
        act = Act(draft.index, draft.trigger, draft.entry.type, draft.entry.kind)
        options = self._clues.options_for(act)
        if not options:
            return 0.0, None
        model = self._model
        against = list(self._clues.of_none(act, options))
        none = model.score(against) + model.margin
        clues = [list(self._clues.of(act, o, options)) for o in options]
        scores = [model.score(each) for each in clues]
        best = max(range(len(options)), key=scores.__getitem__)
        if self._trace.listens:
            choices = [
                Weighed(option.mentions[0], score - none, model.parts(each))
                for option, score, each in zip(options, scores, clues, strict=True)
            ]
            self._trace.weighed(draft, "date", choices, model.parts(against))
        return scores[best] - none, options[best]
