"""Templates in the manner of MUC-4, of the claims of one report.

A template has the incident's type and its fillers, which the scorer of `bench/score/muc.py`
reads, and beside them what `muc_attributes` scores: `stage`, `confidence` (of those it is laid
to), `date` (its first and last day) and `place` (names and country).

In: findings with their reading.  Out: templates as plain data.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from dateline.claim import Claim
from dateline.document import Document
from dateline.extract.phrases import Phrases
from dateline.ingest.dateline_day import dateline_day
from dateline.pipeline import Road
from dateline.resolve import Gazetteer
from dateline.resolve.place import SURE
from fillers import Fillers
from incidents import Incident, Report, find_incidents

Record = dict[str, Any]

# words of a claim that say that the act failed, and that its doers own up to it
TRIED = frozenset("attempt try fail foil thwart frustrate deactivate defuse unsuccessful".split())
OWNED = frozenset({"admit", "acknowledge", "boast"})
CLAIMING, CLAIMED = frozenset({"claim", "accept"}), "responsibility"
BLAMING = frozenset(
    "accuse blame allege suspect suspected attribute presume presumed charge alleged".split()
)


def find_templates(road: Road, documents: Iterable[Document]) -> Iterator[Record]:
    """The templates of documents, a record for each; their datelines give the day."""
    dated = [replace(each, published=dateline_day(each.text)) for each in documents]
    readings = road.reader.read_many(document.text for document in dated)
    for document, reading in zip(dated, readings, strict=True):
        phrases = Phrases(reading, road.extractor.lexicon.classes)
        report = Report(road.find(document, reading), reading, phrases)
        yield {"id": document.label, "templates": templates_of(report)}


def country_codes(gazetteer: Gazetteer) -> Callable[[str], str | None]:
    """Looks up the code of a country by its name."""

    @cache
    def code(name: str) -> str | None:
        found = gazetteer.find(name, limit=1)
        return found[0].place.country if found else None

    return code


def templates_of(report: Report) -> list[Record]:
    """The templates of one report."""
    fillers = Fillers(report)
    found = [(incident, fillers.of(incident)) for incident in find_incidents(report)]
    return [_template(report, i, f) for i, f in found if _is_told(i, f)]


def _is_told(incident: Incident, found: dict[str, list[str]]) -> bool:
    """Whether more is said than that there was some attack; from the air it is war's."""
    if found["Victim"] or found["Target"]:
        return True
    if all(claim.mode == "aerial" for claim in incident.claims):
        return False
    return incident.sure or len(incident.claims) > 1


def _template(report: Report, incident: Incident, found: dict[str, list[str]]) -> Record:
    return {
        "incident_type": incident.kind,
        **found,
        "stage": stage_of(report, incident),
        "confidence": confidence_of(report, incident),
        "date": days_of(report, incident.claims),
        "place": place_of(report, incident.claims),
    }


def stage_of(report: Report, incident: Incident) -> str:
    """Threatened where every claim is of what is to come; attempted where the words say so."""
    if all(claim.status == "planned" for claim in incident.claims):
        tried = any(TRIED & _lemmas(report, claim) for claim in incident.claims)
        return "attempted" if tried else "threatened"
    claim = incident.claims[0]
    return "attempted" if "attempt" in _lemmas(report, claim) else "accomplished"


def confidence_of(report: Report, incident: Incident) -> str:
    """How the report holds the doers to have done it: as fact, suspected, or owned up to."""
    told = [claim for claim in incident.claims if claim.actors] or incident.claims
    words = [_lemmas(report, claim, whole=True) for claim in told]
    if any(OWNED & each or (CLAIMED in each and CLAIMING & each) for each in words):
        return "claimed"
    unsure = any(claim.certainty != "certain" for claim in told)
    return "suspected" if unsure or any(BLAMING & each for each in words) else "fact"


def days_of(report: Report, claims: Sequence[Claim]) -> list[str | None] | None:
    """First and last day of the first claim that has some, as ISO; None where none has."""
    for claim in claims:
        when = report.findings.when(claim)
        if when is not None:
            ends = (when.start, when.end)
            return [day.isoformat() if day else None for day in ends]
    return None


def place_of(report: Report, claims: Sequence[Claim]) -> Record:
    """The names by which the claims say where, and the code of the country that they lie in."""
    names = [claim.place.text for claim in claims if claim.place]
    links = [report.findings.where(claim) for claim in claims]
    sure = [link.place for link in links if link and link.place and (link.score or 0) >= SURE]
    found = next((place.country for place in sure if place.country), None)
    return {"names": list(dict.fromkeys(names)), "country": found or _country(report)}


def _country(report: Report) -> str | None:
    """The country that most of the report's places lie in."""
    sure = [t.place for t in report.findings.toponyms if t.place and t.score >= SURE]
    found = [place.country for place in sure if place.country]
    return max(found, key=found.count) if found else None


def _lemmas(report: Report, claim: Claim, *, whole: bool = False) -> set[str]:
    """The words of a claim's evidence, or of its whole sentence."""
    span = report.sentence_of(claim.trigger) if whole else report.words_of(claim.evidence)
    return {report.reading.words[i].lemma.lower() for i in span}
