"""A hand-made reading of an invented report from real places, with the places and days resolved."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sample_findings import mention

from dateline.claim import Attribution, Claim, Count, Link, Mention, Toponym
from dateline.document import Document
from dateline.report import Findings
from dateline.world import Place, When, WhenRelation

TEXT = """\
BENGHAZI (Harbour Wire) — Gunmen seized the Ouagadougou Center in Sirte on Monday and shelled \
Nofaliya a day later, residents said. A convoy was hit 40 km south of Sirte on Wednesday, killing \
at least four guards.

An air force officer at Jufra, who spoke on condition of anonymity, said that jets had flown in \
from Tripoli since the weekend. The officer said fuel was running out at Jufra.

The army moved two brigades out of Benghazi on Tuesday. In Surt province, tribal elders have \
rejected the gunmen since 2013, and the fighting has displaced thousands in the Gefara plain.

Washington condemned the seizure on Thursday and may impose sanctions on Libya. Fighters of the \
group are present in Old Fort.
"""
PUBLISHED = date(2015, 2, 20)


def place(place_id: str, name: str, **others: object) -> Place:
    known = {
        "kind": "settlement",
        "feature": "P.PPL",
        "precision": "settlement",
        "country": "LY",
    }
    return Place(id=place_id, name=name, **{**known, **others})  # type: ignore[arg-type]


SIRTE = place("geonames:2210554", "Sirte", latitude=31.20891, longitude=16.58866, radius_km=4.94)
CENTER = place(
    "within:geonames:2210554/ouagadougou center",
    "Ouagadougou Center",
    kind="facility",
    precision="near",
    latitude=31.20891,
    longitude=16.58866,
    radius_km=4.94,
    admin1="Surt",
)
NOFALIYA = place("dateline:nofaliya", "Nofaliya", latitude=30.78, longitude=17.83, radius_km=5.0)
SOUTH = place(
    "computed:40 km south of geonames:2210554",
    "40 km south of Sirte",
    kind="area",
    precision="near",
    latitude=30.849,
    longitude=16.5887,
    radius_km=14.0,
)
BENGHAZI = place("geonames:88319", "Benghazi", latitude=32.1149, longitude=20.0686, radius_km=9.83)
TRIPOLI = place("geonames:2210247", "Tripoli", latitude=32.8874, longitude=13.1873, radius_km=12.3)
OTHER_TRIPOLI = place(
    "geonames:266826", "Tripoli", latitude=34.43, longitude=35.84, radius_km=6.0, country="LB"
)
JUFRA = place(
    "geonames:2219413",
    "Al Jufrah",
    kind="admin1",
    precision="admin1",
    latitude=29.0,
    longitude=16.2,
    radius_km=180.0,
)
SURT = place(
    "geonames:2210553",
    "Surt",
    kind="admin1",
    precision="admin1",
    latitude=31.0,
    longitude=17.4,
    radius_km=119.1,
)
LIBYA = place(
    "geonames:2215636",
    "Libya",
    kind="country",
    precision="country",
    latitude=28.0,
    longitude=17.0,
    radius_km=748.4,
)
WASHINGTON = place(
    "geonames:4140963",
    "Washington",
    kind="capital",
    latitude=38.8951,
    longitude=-77.0364,
    radius_km=9.5,
    country="US",
    admin1="District of Columbia",
)

RESIDENTS = Attribution(
    kind="unnamed",
    role="residents",
    source=mention("residents", text=TEXT),
    cue=mention("said", after="residents ", text=TEXT),
    medium="said",
)
OFFICER = Attribution(
    kind="unnamed",
    role="air force officer at Jufra",
    anonymous=True,
    source=mention("An air force officer at Jufra", text=TEXT),
    cue=mention("said", after="anonymity, ", text=TEXT),
    medium="said",
)


def located_document() -> Document:
    return Document(
        text=TEXT,
        label="sirte.txt",
        title="Gunmen take hall in Sirte as army shifts brigades",
        outlet="Harbour Wire",
        published=PUBLISHED,
    )


def words(text: str, after: str = "", name: str | None = None) -> Mention:
    return mention(text, name, after=after, text=TEXT)


def located_claims(document: str) -> list[Claim]:
    gunmen = words("Gunmen")
    return [
        Claim(
            document=document,
            type="control",
            level="control",
            evidence=words("Gunmen seized the Ouagadougou Center in Sirte on Monday"),
            trigger=words("seized"),
            actors=(gunmen,),
            place=words("the Ouagadougou Center"),
            date=words("Monday"),
            source=RESIDENTS,
        ),
        Claim(
            document=document,
            type="event",
            event="ASSAULT",
            mode="heavy-weapons",
            evidence=words("shelled Nofaliya a day later"),
            trigger=words("shelled"),
            actors=(gunmen,),
            place=words("Nofaliya"),
            date=words("a day later"),
            source=RESIDENTS,
        ),
        Claim(
            document=document,
            type="event",
            event="ASSAULT",
            evidence=words("A convoy was hit 40 km south of Sirte on Wednesday"),
            trigger=words("hit"),
            recipients=(words("A convoy"),),
            place=words("40 km south of Sirte"),
            date=words("Wednesday"),
            counts=(Count(of="killed", low=4, high=None),),
        ),
        Claim(
            document=document,
            type="event",
            event="MOBILIZE",
            evidence=words("jets had flown in from Tripoli since the weekend"),
            trigger=words("flown in"),
            actors=(words("jets"),),
            place=words("Tripoli"),
            date=words("since the weekend"),
            source=OFFICER,
        ),
        Claim(
            document=document,
            type="event",
            event="REQUEST",
            evidence=words("The officer said fuel was running out at Jufra"),
            trigger=words("running out"),
            place=words("Jufra", after="out at "),
            source=replace(OFFICER, role="officer", source=words("The officer", after="weekend. ")),
        ),
        Claim(
            document=document,
            type="event",
            event="MOBILIZE",
            evidence=words("The army moved two brigades out of Benghazi on Tuesday"),
            trigger=words("moved"),
            actors=(words("The army"),),
            place=words("Benghazi"),
            date=words("Tuesday"),
        ),
        Claim(
            document=document,
            type="event",
            event="REJECT",
            evidence=words("tribal elders have rejected the gunmen since 2013"),
            trigger=words("rejected"),
            actors=(words("tribal elders"),),
            recipients=(words("the gunmen"),),
            place=words("Surt province"),
            date=words("since 2013"),
        ),
        Claim(
            document=document,
            type="event",
            event="COERCE",
            mode="displace",
            evidence=words("the fighting has displaced thousands in the Gefara plain"),
            trigger=words("displaced"),
            place=words("the Gefara plain"),
        ),
        Claim(
            document=document,
            type="event",
            event="ACCUSE",
            evidence=words("Washington condemned the seizure on Thursday"),
            trigger=words("condemned"),
            actors=(words("Washington"),),
            place=words("Washington"),
            date=words("Thursday"),
        ),
        Claim(
            document=document,
            type="event",
            event="SANCTION",
            evidence=words("may impose sanctions on Libya"),
            trigger=words("impose sanctions"),
            actors=(words("Washington"),),
            place=words("Libya"),
            status="hypothetical",
            certainty="possible",
        ),
        Claim(
            document=document,
            type="strength",
            evidence=words("two brigades"),
            trigger=words("brigades", after="two "),
            actors=(words("The army"),),
            counts=(Count(of="brigades", low=2, high=2),),
        ),
    ]


PLACES = {
    "the Ouagadougou Center": CENTER,
    "Nofaliya": NOFALIYA,
    "40 km south of Sirte": SOUTH,
    "Tripoli": TRIPOLI,
    "Jufra": JUFRA,
    "Benghazi": BENGHAZI,
    "Surt province": SURT,
    "Washington": WASHINGTON,
    "Libya": LIBYA,
}


def day(words: str, start: str | None, end: str | None, relation: WhenRelation = "on") -> When:
    first = date.fromisoformat(start) if start else None
    last = date.fromisoformat(end) if end else None
    return When(start=first, end=last, relation=relation, words=words)


DAYS = {
    each.words: each
    for each in (
        day("Monday", "2015-02-16", "2015-02-16"),
        day("a day later", "2015-02-17", "2015-02-17"),
        day("Tuesday", "2015-02-17", "2015-02-17"),
        day("Wednesday", "2015-02-18", "2015-02-18"),
        day("Thursday", "2015-02-19", "2015-02-19"),
        day("since the weekend", "2015-02-14", None, "since"),
        day("since 2013", "2013-01-01", None, "since"),
    )
}


def linked(document: Document, claims: Sequence[Claim]) -> Findings:
    links = []
    for claim in claims:
        meant = PLACES.get(claim.place.text) if claim.place else None
        if meant:
            rival = OTHER_TRIPOLI if meant is TRIPOLI else None
            links.append(
                Link(
                    claim=claim.id,
                    role="place",
                    place=meant,
                    score=0.91,
                    runner_up=rival,
                    method="test",
                )
            )
        when = DAYS.get(claim.date.text) if claim.date else None
        if when:
            links.append(Link(claim=claim.id, role="date", when=when, method="test"))
    toponyms = (
        toponym("Sirte", SIRTE, 0.97),
        toponym("Tripoli", TRIPOLI, 0.91, OTHER_TRIPOLI),
        toponym("the Gefara plain", None, 0.0),
    )
    return Findings(
        document=document,
        claims=claims,
        links=links,
        words=len(document.text.split()),
        toponyms=toponyms,
    )


def toponym(name: str, meant: Place | None, score: float, rival: Place | None = None) -> Toponym:
    start = TEXT.index(name)
    return Toponym(
        start=start,
        end=start + len(name),
        text=name,
        place=meant,
        score=score,
        runner_up=rival,
        method="test",
    )


def located_findings() -> Findings:
    document = located_document()
    return linked(document, located_claims(document.id))
