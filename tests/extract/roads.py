"""A road on which the lexicon alone makes claims, to test its mechanisms one by one.

What the network proposes and how claims are scored is tested in `test_proposing.py`.
"""

from dateline.config import Settings
from dateline.extract.proposing import LEXICON_ALONE
from dateline.pipeline import Road


def lexicon_road() -> Road:
    """The shipped road without the network's proposals, keeping every claim."""
    road = Road(Settings(least_score=0.0))
    road.extractor.dial = LEXICON_ALONE
    return road
