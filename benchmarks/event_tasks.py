"""Events: claims as an event coder writes them down, one for each sentence.

An event coder gives a sentence one event, by its own conventions for what is not yet done:
where our claim keeps the deed and has a status, PLOVER has a type for the saying.  So a deed that
is demanded is REQUEST; one that is promised AGREE, or CONCEDE where something is given up;
harm that is announced THREATEN; a deed of cooperation that is said not to be done REJECT.
Golds converted from CAMEO keep its "express intent to yield" under AGREE, for which later ones have
CONCEDE.
"""

from collections.abc import Iterator, Sequence

from dateline.claim import Claim, Mention
from dateline.config import Settings
from dateline.pipeline import Road
from dateline.reading import ROOT, Reading
from jobs import MANY, Job, Outcome, Record, document_of, json_line, load_scorer, read_records

# what stands in templates of headlines in place of a name
BLANKS = {"{country_1}": "Kenya", "{country_2}": "Norway", "{country_3}": "Peru", "{city}": "Lima"}

DEEDS = frozenset(
    {"AGREE", "CONSULT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION",
     "MOBILIZE", "COERCE", "ASSAULT"}
)  # fmt: skip
SAID_OF_DEEDS = {
    "demanded": dict.fromkeys(DEEDS, "REQUEST"),
    "planned": {
        "CONSULT": "AGREE",
        "COOPERATE": "AGREE",
        "AID": "AGREE",
        "RETREAT": "CONCEDE",
        "PROTEST": "THREATEN",
        "SANCTION": "THREATEN",
        "COERCE": "THREATEN",
    },
    "denied": dict.fromkeys(
        ("AGREE", "CONSULT", "CONCEDE", "COOPERATE", "AID", "RETREAT"), "REJECT"
    ),
}

YIELDING = frozenset({"CONCEDE", "RETREAT"})

Rank = tuple[float, int]


def run_events(job: Job) -> Outcome:
    """Who did what to whom, by the whole road: the main event of each sentence."""
    road = Road(Settings(threads=job.threads, least_score=MANY))
    gold = read_records(job.gold)[: job.limit]
    filled = [{**record, "text": fill_blanks(record["text"])} for record in gold]
    readings = road.reader.read_many(record["text"] for record in filled)
    found = []
    for record, reading in zip(filled, readings, strict=True):
        claims = road.extractor.extract(document_of(record), reading)[0]
        cameo = "event_original" in record
        rows = [event_of(claim, reading, cameo=cameo) for claim in main_events(claims, reading)]
        found.append({"id": record["id"], "events": rows})
    scores = load_scorer(job.bench, "events").score(gold, found)
    return Outcome(scores, [json_line(record) for record in found], gold, found)


def fill_blanks(text: str) -> str:
    """The text with plain names in the blanks of a template."""
    for blank, name in BLANKS.items():
        text = text.replace(blank, name)
    return text


def event_of(claim: Claim, reading: Reading, *, cameo: bool = False) -> Record:
    """A claim as a coded event; names as printed and as meant.

    Whom the deed concerns that is demanded, refused or threatened has no role in our claim
    ("threatened to break with the republic"): a coder's target is the first name below the
    trigger, where no recipient is named.
    """
    target = [name for recipient in claim.recipients for name in _names(recipient)]
    return {
        "type": coded_type(claim, cameo=cameo),
        "source": [name for actor in claim.actors for name in _names(actor)],
        "target": target + _concerned(claim, reading),
    }


def coded_type(claim: Claim, *, cameo: bool = False) -> str:
    """The PLOVER type of what the claim says: of the saying where the deed is not done.

    With `cameo` the gold was converted from CAMEO (it has the field `event_original`).
    """
    if cameo and claim.status == "planned" and claim.kind in YIELDING:
        return "AGREE"
    return SAID_OF_DEEDS.get(claim.status, {}).get(claim.kind, claim.kind)


def main_events(claims: Sequence[Claim], reading: Reading) -> Iterator[Claim]:
    """The main event of each sentence that has one, in text order.

    The main event is the one that hangs nearest to the root of its sentence: what is
    stated, before what only qualifies it or follows from it.
    """
    best: dict[int, tuple[Rank, Claim]] = {}
    for claim in claims:
        if claim.type != "event":
            continue
        sentence, rank = _standing(claim, reading)
        if sentence not in best or rank < best[sentence][0]:
            best[sentence] = (rank, claim)
    for sentence in sorted(best):
        yield best[sentence][1]


def _standing(claim: Claim, reading: Reading) -> tuple[int, Rank]:
    """The claim's sentence, and how far down its trigger stands in it; less is nearer."""
    words = _words_of(claim.trigger, reading)
    return reading.sentence_of[words[0]], (min(_depth(reading, w) for w in words), words[0])


def _depth(reading: Reading, index: int) -> float:
    """Steps from the root; what is only joined by "and" stands half a step below."""
    steps, at = 0.0, reading.words[index]
    while at.head != ROOT:
        steps += 0.5 if at.rel == "conj" else 1.0
        at = reading.words[at.head]
    return steps


def _concerned(claim: Claim, reading: Reading) -> list[str]:
    """The first name of somebody or somewhere below the trigger, unless a recipient has one."""
    named = {
        i for i, name in reading.name_at.items() if name.type in ("person", "organization", "place")
    }
    if any(i in named for r in claim.recipients for i in _words_of(r, reading)):
        return []
    words = _words_of(claim.trigger, reading)
    top = min(words, key=lambda word: _depth(reading, word))
    own = {i for actor in claim.actors for i in _words_of(actor, reading)}
    below = sorted(i for i in reading.subtree(top) if i > words[0] and i in named - own)
    if not below:
        return []
    name = reading.name_at[below[0]]
    return [reading.span_text(name.first, name.last)]


def _words_of(mention: Mention, reading: Reading) -> list[int]:
    return [w.index for w in reading.words if mention.start <= w.start < mention.end]


def _names(mention: Mention) -> list[str]:
    return list(dict.fromkeys((mention.shown, mention.text)))
