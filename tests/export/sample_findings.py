"""A hand-made reading of an invented report: claims of all types, sources of all kinds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.claim import Attribution, Claim, Count, Link, Mention, Statement
from dateline.document import Document
from dateline.report import Findings
from dateline.world import When

TEXT = """\
TEL QARAT (Harbour Wire) — Fighters of the Dawn Brigades captured the Qarat bridge on \
Wednesday, cutting the main road to the provincial capital, Governor Salim Haddad said.

The army denied that it had lost the bridge. Its spokesman, Colonel Idris Maan, said that at \
least 12 militants were killed in air strikes near Tel Qarat on Thursday and that troops would \
retake the western bank within days.

A rival militia official, who asked not to be named for fear for his life, said that the \
brigades had probably brought in 300 to 400 fighters, mostly from the coast, since January. \
“They shelled the clinic and nobody answers for it,” he said.

A reporter for Harbour Wire saw tanks moving towards the bridge. A video posted by the brigades \
shows two burning trucks. The Relief Committee, citing residents, said that hundreds of \
families had fled Wadi Sura.

The Dawn Brigades are an offshoot of the Northern Front, which has held Wadi Sura since 2019.
"""


def mention(words: str, name: str | None = None, *, after: str = "", text: str = TEXT) -> Mention:
    """The first such words in the text, or the first after some other words."""
    start = text.index(words, text.index(after) + len(after))
    return Mention(start, start + len(words), words, name)


GOVERNOR = Attribution(
    kind="person",
    name="Salim Haddad",
    role="Governor",
    source=mention("Governor Salim Haddad"),
    cue=mention("said", after="Haddad "),
    medium="said",
)
COLONEL = Attribution(
    kind="person",
    name="Idris Maan",
    role="Colonel",
    source=mention("Colonel Idris Maan"),
    cue=mention("said", after="Maan, "),
    medium="said",
)
MILITIA_OFFICIAL = Attribution(
    kind="unnamed",
    role="rival militia official",
    anonymous=True,
    reason="for fear for his life",
    source=mention("A rival militia official"),
    cue=mention("said", after="his life, "),
    medium="said",
)
COMMITTEE = Attribution(
    kind="organization",
    name="The Relief Committee",
    source=mention("The Relief Committee"),
    cue=mention("said", after="residents, "),
    medium="said",
    via=(Attribution(kind="unnamed", role="residents", source=mention("residents")),),
)
ARMY = Attribution(
    kind="organization", name="The army", source=mention("The army"), cue=mention("denied")
)
REPORTER = Attribution(
    kind="reporter",
    name="Harbour Wire",
    source=mention("A reporter for Harbour Wire"),
    cue=mention("saw"),
    medium="saw",
)
VIDEO = Attribution(
    kind="material",
    name="A video posted by the brigades",
    source=mention("A video posted by the brigades"),
    cue=mention("shows"),
    medium="showed",
)


def sample_document() -> Document:
    return Document(
        text=TEXT,
        label="qarat.txt",
        title="Militants seize Qarat bridge as army denies losses",
        outlet="Harbour Wire",
        published=date(2021, 3, 12),
        url="https://harbour.example/2021/qarat-bridge",
    )


def sample_claims(document: str) -> list[Claim]:
    """Twelve claims in the order of their evidence; the last two overlap."""
    brigades = "Fighters of the Dawn Brigades"
    return [
        Claim(
            document=document,
            type="control",
            level="control",
            evidence=mention("Fighters of the Dawn Brigades captured the Qarat bridge"),
            trigger=mention("captured"),
            actors=(mention(brigades),),
            place=mention("the Qarat bridge"),
            date=mention("Wednesday"),
            source=GOVERNOR,
        ),
        Claim(
            document=document,
            type="tie",
            relation="office",
            evidence=mention("the provincial capital, Governor Salim Haddad"),
            trigger=mention("Governor"),
            actors=(mention("Salim Haddad"),),
            other=mention("the provincial capital"),
            role="Governor",
        ),
        Claim(
            document=document,
            type="control",
            level="lost",
            evidence=mention("it had lost the bridge"),
            trigger=mention("lost"),
            actors=(mention("it", "The army", after="denied that "),),
            place=mention("the bridge", "the Qarat bridge", after="lost "),
            status="denied",
            source=ARMY,
        ),
        Claim(
            document=document,
            type="event",
            event="ASSAULT",
            mode="aerial",
            evidence=mention("at least 12 militants were killed in air strikes near Tel Qarat"),
            trigger=mention("air strikes"),
            recipients=(mention("militants", after="12 "),),
            place=mention("Tel Qarat", after="near "),
            date=mention("Thursday"),
            counts=(Count(of="killed", low=12, high=None),),
            source=COLONEL,
        ),
        Claim(
            document=document,
            type="control",
            level="control",
            evidence=mention("troops would retake the western bank"),
            trigger=mention("retake"),
            actors=(mention("troops"),),
            place=mention("the western bank"),
            date=mention("within days"),
            status="planned",
            source=COLONEL,
        ),
        Claim(
            document=document,
            type="strength",
            evidence=mention("the brigades had probably brought in 300 to 400 fighters"),
            trigger=mention("brought in"),
            actors=(mention("the brigades", "Dawn Brigades", after="said that "),),
            counts=(Count(of="fighters", low=300, high=400),),
            make_up="mostly from the coast",
            date=mention("since January"),
            certainty="probable",
            source=MILITIA_OFFICIAL,
        ),
        Claim(
            document=document,
            type="event",
            event="ASSAULT",
            mode="shelling",
            evidence=mention("They shelled the clinic"),
            trigger=mention("shelled"),
            actors=(mention("They", "Dawn Brigades"),),
            recipients=(mention("the clinic"),),
            source=MILITIA_OFFICIAL,
        ),
        Claim(
            document=document,
            type="event",
            event="MOBILIZE",
            evidence=mention("tanks moving towards the bridge"),
            trigger=mention("moving"),
            place=mention("the bridge", "the Qarat bridge", after="towards "),
            status="ongoing",
            source=REPORTER,
        ),
        Claim(
            document=document,
            type="event",
            event="ASSAULT",
            mode="destroy",
            evidence=mention("shows two burning trucks"),
            trigger=mention("burning"),
            recipients=(mention("trucks"),),
            counts=(Count(of="destroyed", low=2, high=2),),
            source=VIDEO,
        ),
        Claim(
            document=document,
            type="event",
            event="COERCE",
            mode="displace",
            evidence=mention("hundreds of families had fled Wadi Sura"),
            trigger=mention("fled"),
            recipients=(mention("families"),),
            place=mention("Wadi Sura"),
            counts=(Count(of="displaced", low=200, high=None),),
            source=COMMITTEE,
        ),
        Claim(
            document=document,
            type="tie",
            relation="part_of",
            evidence=mention("The Dawn Brigades are an offshoot of the Northern Front"),
            trigger=mention("offshoot of"),
            actors=(mention("The Dawn Brigades"),),
            other=mention("the Northern Front"),
        ),
        Claim(
            document=document,
            type="control",
            level="control",
            evidence=mention("the Northern Front, which has held Wadi Sura since 2019"),
            trigger=mention("held"),
            actors=(mention("the Northern Front"),),
            place=mention("Wadi Sura", after="held "),
            date=mention("since 2019"),
        ),
    ]


def said(
    source: Attribution, *parts: str, quoted: bool = False, after: str = "", text: str = TEXT
) -> Statement:
    content = tuple(mention(part, after=after, text=text) for part in parts)
    return Statement(source=source, content=content, quoted=quoted)


def sample_statements() -> list[Statement]:
    """Eight statements in the order of the text; one is a quotation."""
    he = replace(
        MILITIA_OFFICIAL,
        source=mention("he", after="for it,” "),
        cue=mention("said", after="” he "),
    )
    return [
        said(GOVERNOR, TEXT[TEXT.index("Fighters") : TEXT.index(", Governor")]),
        said(ARMY, "that it had lost the bridge"),
        said(COLONEL, TEXT[TEXT.index("that at least") : TEXT.index(".", TEXT.index("within"))]),
        said(MILITIA_OFFICIAL, TEXT[TEXT.index("that the brigades") : TEXT.index(". “They")]),
        said(he, "“They shelled the clinic and nobody answers for it,”", quoted=True),
        said(REPORTER, "tanks moving towards the bridge"),
        said(VIDEO, "two burning trucks"),
        said(COMMITTEE, "that hundreds of families had fled Wadi Sura"),
    ]


DAYS = {
    "Wednesday": When(
        start=date(2021, 3, 10), end=date(2021, 3, 10), relation="on", words="Wednesday"
    ),
    "Thursday": When(
        start=date(2021, 3, 11), end=date(2021, 3, 11), relation="on", words="Thursday"
    ),
    "since January": When(
        start=date(2021, 1, 1), end=None, relation="since", words="since January"
    ),
    "since 2019": When(start=date(2019, 1, 1), end=None, relation="since", words="since 2019"),
}


def findings_of(
    document: Document,
    claims: Sequence[Claim],
    words: int | None = None,
    statements: Sequence[Statement] = (),
) -> Findings:
    links = [
        Link(claim=claim.id, role="date", when=DAYS[claim.date.text], method="test")
        for claim in claims
        if claim.date and claim.date.text in DAYS
    ]
    return Findings(
        document=document,
        claims=claims,
        links=links,
        words=len(document.text.split()) if words is None else words,
        statements=statements,
    )


def sample_findings() -> Findings:
    document = sample_document()
    return findings_of(document, sample_claims(document.id), statements=sample_statements())
