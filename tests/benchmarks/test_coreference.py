"""GUM's entities as gold, and a reading's chains in the same form."""

from coreference import found_record, gold_mentions, gold_record, mention_span
from dateline.reading import ROOT, Reading, Word

GOLD = """\
# newdoc id = one
1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\tEntity=(1-person-new-nnnnn-cf1-2-coref
2\tguard\tguard\tNOUN\t_\t_\t0\troot\t_\t_
3\tof\tof\tADP\t_\t_\t5\tcase\t_\t_
4\tthe\tthe\tDET\t_\t_\t5\tdet\t_\tEntity=(2-place-new-nnnnn-cf2-2-sgl-Aden_%28city%29
5\tport\tport\tNOUN\t_\t_\t2\tnmod\t_\tEntity=2)1)

1-2\tHe's\t_\t_\t_\t_\t_\t_\t_\t_
1\tHe\the\tPRON\t_\t_\t3\tnsubj\t_\tEntity=(1-person-giv:act-nnnnn-cf1-1-ana)
2\t's\tbe\tAUX\t_\t_\t3\tcop\t_\t_
3\ttired\ttired\tADJ\t_\t_\t0\troot\t_\t_

# newdoc id = two
1\tRain\train\tNOUN\t_\t_\t0\troot\t_\t_

"""


def reading(*rows: tuple[str, str, int, str], **layers: object) -> Reading:
    words = [
        Word(i, 0, 0, text, text.lower(), upos, "_", head, rel)
        for i, (text, upos, head, rel) in enumerate(rows)
    ]
    return Reading("", words, [range(len(words))], [0], [], **layers)  # type: ignore[arg-type]


def test_mentions_are_counted_through_the_document_and_may_lie_in_each_other() -> None:
    first, second = gold_mentions(GOLD.split("\n"))
    assert first == (
        "one",
        [["The", "guard", "of", "the", "port"], ["He", "'s", "tired"]],
        [(3, 4, "2"), (0, 4, "1"), (5, 5, "1")],
    )
    assert second == ("two", [["Rain"]], [])


def test_the_scorer_gets_spans_with_their_end_exclusive_and_their_entity() -> None:
    record = gold_record("one", [(0, 4, "1")])
    assert record == {"id": "one", "entities": [{"start": 0, "end": 5, "cluster": "1"}]}


def test_a_mention_has_what_hangs_on_it_but_not_its_preposition_or_its_partner() -> None:
    text = reading(
        ("in", "ADP", 2, "case"),
        ("the", "DET", 2, "det"),
        ("town", "NOUN", ROOT, "root"),
        ("of", "ADP", 4, "case"),
        ("Aden", "PROPN", 2, "nmod"),
        ("and", "CCONJ", 6, "cc"),
        ("port", "NOUN", 2, "conj"),
    )
    assert mention_span(text, 2) == (1, 4)


def test_a_mention_that_nothing_takes_up_is_a_chain_of_one() -> None:
    text = reading(
        ("Guards", "NOUN", ROOT, "root"),
        ("they", "PRON", 0, "dep"),
        ("rain", "NOUN", 0, "dep"),
        entities={0: "person", 1: "person", 2: "object"},
        chains=[[0, 1]],
    )
    clusters = {e["start"]: e["cluster"] for e in found_record("x", text)["entities"]}
    assert clusters[1] != clusters[2]
    assert len(set(clusters.values())) == 2
