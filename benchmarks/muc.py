"""Templates in the manner of MUC-4, of the claims of one report."""

from typing import Any

from fillers import Fillers
from incidents import Report, incidents_of

Record = dict[str, Any]


def templates_of(report: Report) -> list[Record]:
    """The templates of one report."""
    fillers = Fillers(report)
    return [{"incident_type": i.kind, **fillers.of(i)} for i in incidents_of(report)]
