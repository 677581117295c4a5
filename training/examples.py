"""The lexicon's own examples as training documents: plain claims in plain sentences.

Annotated passages are few, and hard; the examples show the network what every entry of the
lexicon calls up, and what it must not (`gives = false`).  Labels are the matcher's drafts.

In: the lexicon that ships.  Out: documents for training, one for each sentence.
"""

from claims import NOTHING
from dateline.extract.cues import ready_cues
from dateline.extract.matching import Draft, Matcher
from dateline.extract.phrases import Phrases
from dateline.extract.predicates import Predicates
from dateline.lexicon import load_lexicon
from dateline.nlp.reader import NetworkReader
from dateline.reading import Reading
from treebank import Sentence, TreebankDocument, number_words

ROLES = {"actors": "actor", "recipients": "recipient", "other": "other", "place": "place"}


def read_examples() -> list[TreebankDocument]:
    """All examples of the lexicon, each once."""
    lexicon = load_lexicon(())
    texts = list(
        dict.fromkeys(e.text for entry in lexicon.entries.values() for e in entry.examples)
    )
    cues = ready_cues(lexicon)
    documents = []
    readings = NetworkReader(threads=1).read_many(texts)
    for number, reading in enumerate(readings):
        phrases = Phrases(reading, lexicon.classes)
        predicates = Predicates(reading, phrases, cues.light, cues.accuse)
        drafts = Matcher(reading, phrases, predicates, lexicon).drafts()
        documents.append(make_document(f"example-{number}", reading, drafts))
    return documents


def make_document(name: str, reading: Reading, drafts: list[Draft]) -> TreebankDocument:
    """One example with what its drafts claim, and who takes part."""
    document = TreebankDocument(name)
    for span in reading.sentences:
        words = [reading.words[i].text for i in span]
        document.sentences.append(
            Sentence(words, triggers=[NOTHING] * len(words), roles=[[] for _ in words])
        )
    number_words(document)
    for draft in drafts:
        sentence = document.sentences[reading.sentence_of[draft.index]]
        if draft.entry.type == "strength":
            continue  # its nouns count nobody without a number and a verb that states it
        kind = f"{draft.entry.type}:{draft.entry.kind}"
        assert sentence.triggers is not None
        sentence.triggers[draft.index - sentence.start] = kind
        for role, heads in draft.roles.items():
            for head in heads:
                owner = document.sentences[reading.sentence_of[head]]
                if role in ROLES and owner.roles is not None:
                    owner.roles[head - owner.start].append((draft.index, ROLES[role], True))
    return document
