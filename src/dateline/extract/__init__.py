"""From `Reading` to `Claim`s: predicates with their arguments, looked up in the lexicon.

In: a document, its reading, a lexicon.  Out: claims in text order.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dateline.claim import Claim, Statement
from dateline.document import Document
from dateline.extract.assembly import Views
from dateline.extract.attribution import Sources
from dateline.extract.certainty import Judge
from dateline.extract.clues import load_model
from dateline.extract.control import control_claims
from dateline.extract.cues import ready_cues
from dateline.extract.event import event_claims
from dateline.extract.matching import Draft, Matcher
from dateline.extract.phrases import Phrases
from dateline.extract.place_mentions import KnownPlaces
from dateline.extract.predicates import Predicates
from dateline.extract.proposing import SURE_ONLY, Dial, Proposer
from dateline.extract.scoring import MODEL as SCORES
from dateline.extract.scoring import ClaimScorer
from dateline.extract.setting import Setting
from dateline.extract.strength import strength_claims
from dateline.extract.tie import tie_claims
from dateline.extract.time_options import Expression, Told, find_settings
from dateline.extract.timing import MODEL as TIMES
from dateline.extract.timing import Timing
from dateline.extract.trace import SILENT, Trace
from dateline.extract.voices import find_frames
from dateline.extract.whereabouts import MODEL as PLACES
from dateline.extract.whereabouts import PlaceKnowledge, Whereabouts
from dateline.lexicon import Lexicon
from dateline.reading import Reading

ALSO_PEOPLE = frozenset({"jordan", "chad", "georgia"})  # names of countries and of persons
WISHED = ("patient", "for", "complement", "to", "of")

FindDates = Callable[[str], Sequence[Expression]]


class Extractor:
    """Makes claims out of readings.

    Args:
        lexicon: what words claim, and how sources are cited.
        find_dates: finds time expressions in a text, in order.
        known_places: the places that a name can mean, the likeliest first.
        dial: how much is taken over from the network.
        least_score: of the claims that are made.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        find_dates: FindDates,
        known_places: KnownPlaces | None = None,
        dial: Dial = SURE_ONLY,
        least_score: float = 0.0,
    ) -> None:
        self.lexicon = lexicon
        self.cues = ready_cues(lexicon)
        self.find_dates = find_dates
        self.dial = dial
        self.least_score = least_score
        self.score_model = load_model(SCORES)
        self.make_scorer = ClaimScorer
        self.countries = {name.lower() for name in lexicon.countries.values()} - ALSO_PEOPLE
        self.time_model = load_model(TIMES)
        self.places = PlaceKnowledge(load_model(PLACES), lexicon, known_places or _none_known)

    def extract_claims(self, document: Document, reading: Reading) -> list[Claim]:
        """The claims of one document, in order of their evidence, each once."""
        return self.extract(document, reading)[0]

    def extract(
        self, document: Document, reading: Reading, trace: Trace = SILENT
    ) -> tuple[list[Claim], list[Statement]]:
        """The claims of one document, and what it gives as somebody's words, in text order.

        Args:
            document: where the text was published.
            reading: of its text.
            trace: is told of every decision.
        """
        views = self._views(document, self._with_countries(reading), trace)
        drafts = self._drafts(views)
        claims = list(event_claims(views, _events(drafts, trace)))
        left = {h for d in drafts if d.entry.kind == "lost" for hs in d.slots.values() for h in hs}
        for draft in drafts:
            if draft.entry.type == "control":
                if draft.index in left:  # "driven out of its last foothold"
                    trace.dropped(draft, "left")
                else:
                    claims += control_claims(views, draft)
            elif draft.entry.type == "tie":
                claims += tie_claims(views, draft)
            elif draft.entry.type == "strength":
                claims += strength_claims(views, draft)
        unique = {claim.id: claim for claim in claims}
        ordered = sorted(unique.values(), key=lambda c: (c.evidence.start, c.trigger.start))
        return ordered, list(views.sources.statements())

    def _with_countries(self, reading: Reading) -> Reading:
        """The reading with names of countries as places, whatever the network took them for."""
        wrong = {
            name
            for name in reading.names
            if name.type == "person"
            and reading.span_text(name.first, name.last).lower() in self.countries
        }
        if not wrong:
            return reading
        names = [replace(n, type="place") if n in wrong else n for n in reading.names]
        return replace(reading, names=names)

    def _drafts(self, views: Views) -> list[Draft]:
        """What the words call up, without what only says that a name is withheld."""
        matcher = Matcher(views.reading, views.phrases, views.predicates, self.lexicon, views.trace)
        proposer = Proposer(matcher, views.phrases, views.predicates, self.dial)
        drafts = proposer.weigh(matcher.drafts())
        views.trace.entered(drafts)
        withholding = views.sources.withholding
        for draft in drafts:
            if draft.index in withholding:
                views.trace.dropped(draft, "withheld")
        return [d for d in drafts if d.index not in withholding]

    def times_of(self, reading: Reading) -> tuple[Sequence[Expression], list[Told]]:
        """The time expressions of a text in order, and how each stands in what is told."""
        expressions = self.find_dates(reading.text)
        return expressions, find_settings(reading, expressions, frozenset(self.cues.frame_kind))

    def _views(self, document: Document, reading: Reading, trace: Trace) -> Views:
        phrases = Phrases(reading, self.lexicon.classes)
        predicates = Predicates(reading, phrases, self.cues.light, self.cues.accuse)
        frames = find_frames(reading, phrases, predicates, self.cues)
        setting = Setting(reading, phrases)
        places = replace(self.places, trace=trace)
        trace.began(reading, phrases, frames)
        return Views(
            document=document,
            reading=reading,
            lexicon=self.lexicon,
            phrases=phrases,
            predicates=predicates,
            sources=Sources(reading, phrases, frames, self.cues, document.outlet),
            judge=Judge(reading, phrases, self.cues, trace),
            setting=setting,
            whereabouts=Whereabouts(reading, phrases, setting, places, document.title),
            timing=Timing(
                reading,
                self.find_dates(reading.text),
                frozenset(self.cues.frame_kind),
                self.time_model,
                trace,
            ),
            scorer=self.make_scorer(reading, self.score_model),
            least_score=self.least_score,
            trace=trace,
        )


def _none_known(_name: str) -> tuple[()]:
    """What is known of places where nobody hands in a gazetteer."""
    return ()


def _events(drafts: Sequence[Draft], trace: Trace) -> list[Draft]:
    """Drafts of events, without moves that are told as control, and without what is only wished.

    "Entered the city" is presence in it, not a move besides; "demanded a withdrawal"
    is the demand, and no second claim of a withdrawal; "ruled out any ceasefire" likewise,
    but what is denied to have been done to somebody is a claim, denied.
    """
    held = {d.index for d in drafts if d.entry.type == "control"}
    wished, refused = _objects(drafts, "REQUEST"), _objects(drafts, "REJECT")
    kept: list[Draft] = []
    for draft in drafts:
        if draft.entry.type != "event":
            continue
        if draft.entry.kind == "MOBILIZE" and draft.index in held:
            trace.dropped(draft, "told as control")
        elif draft.index in wished:
            trace.dropped(draft, "wished")
        elif draft.index in refused and not (draft.role("actors") or draft.role("recipients")):
            trace.dropped(draft, "refused")
        else:
            kept.append(draft)
    return kept


def _objects(drafts: Sequence[Draft], kind: str) -> set[int]:
    """Heads of what the events of a kind are about."""
    return {
        head
        for d in drafts
        if d.entry.kind == kind and d.entry.type == "event"
        for slot in WISHED
        for head in d.slots.get(slot, ())
    }
