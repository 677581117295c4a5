"""A road on which the lexicon alone makes claims, to test its mechanisms one by one.

What the network proposes and how claims are scored is tested in `test_proposing.py`.
"""

from dateline.claim import Claim
from dateline.config import Settings
from dateline.document import Document
from dateline.extract.proposing import LEXICON_ALONE
from dateline.pipeline import Road
from dateline.report import Findings


def lexicon_road() -> Road:
    """The shipped road without the network's proposals, keeping every claim."""
    road = Road(Settings(least_score=0.0))
    road.extractor.dial = LEXICON_ALONE
    return road


def claims_of(road: Road, text: str) -> list[Claim]:
    """What is claimed by one short report of The Post."""
    outcome = road.read_batch([Document(text=text, label="test", outlet="The Post")])[0]
    assert isinstance(outcome, Findings)
    return list(outcome.claims)
