"""The road as a whole: what one bad report does to the others."""

import pytest

from dateline.claim import Claim, Statement
from dateline.document import Document, Rejection
from dateline.extract import Extractor
from dateline.extract.trace import SILENT, Trace
from dateline.pipeline import Road
from dateline.reading import Reading
from dateline.report import Findings

pytestmark = pytest.mark.model


class Stumbling(Extractor):
    """Falls over one word."""

    def extract(
        self, document: Document, reading: Reading, trace: Trace = SILENT
    ) -> tuple[list[Claim], list[Statement]]:
        if "abracadabra" in document.text:
            message = "no such spell"
            raise LookupError(message)
        return super().extract(document, reading, trace)


def test_a_fault_of_ours_rejects_one_report_and_reads_the_others() -> None:
    road = Road()
    own = road.extractor
    road.extractor = Stumbling(own.lexicon, own.find_dates)
    texts = ["Rebels shelled Sirte.", "Rebels said abracadabra.", "Troops left Darna."]
    outcomes = road.read_batch([Document(text=t, label=f"report {n}") for n, t in enumerate(texts)])
    assert [type(outcome) for outcome in outcomes] == [Findings, Rejection, Findings]
    rejected = outcomes[1]
    assert isinstance(rejected, Rejection)
    assert (rejected.label, rejected.stage) == ("report 1", "extract")
    assert "LookupError: no such spell" in rejected.reason
    assert "test_pipeline.py, line" in rejected.reason
