"""Words as Universal Dependencies cuts English, sentences and paragraphs of raw news text."""

import runpy
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.nlp.tokens import split_text

TRAINING = Path(__file__).parents[2] / "training"


def words(text: str) -> list[str]:
    return [text[w.start : w.end] for s in split_text(text) for w in s.words]


def tokens(text: str) -> list[str]:
    """Surface tokens; the words of one are joined by "+"."""
    found: list[str] = []
    for sentence in split_text(text):
        for word in sentence.words:
            form = text[word.start : word.end]
            if word.glued:
                found[-1] += f"+{form}"
            else:
                found.append(form)
    return found


def sentences(text: str) -> list[str]:
    return [text[s.words[0].start : s.words[-1].end] for s in split_text(text)]


def paragraphs(text: str) -> list[int]:
    return [s.paragraph for s in split_text(text)]


# A text and its tokens; "+" parts the words of one token.
CUTS = """
the rebel-held town                       | the rebel - held town
Ansar al-Sharia in al-Qaida's hands       | Ansar al - Sharia in al - Qaida+'s hands
a 24-year-old, no-one                     | a 24 - year - old , no - one
anti-government and pro-Assad militias    | anti-government and pro-Assad militias
e-mails from a co-founder                 | e-mails from a co-founder
a pan-Arab summit in mid-2013             | a pan-Arab summit in mid-2013
pan-fried fish                            | pan - fried fish
an F-16, T-72s and AK47s                  | an F - 16 , T - 72s and AK47s
don't can't won’t DIDN'T                  | do+n't ca+n't wo+n’t DID+N'T
we're they'll I'd he’s I'm                | we+'re they+'ll I+'d he+’s I+'m
they shouldn't've                         | they should+n't+'ve
he cannot and didnt                       | he can+not and did+nt
Sirte's port, the soldiers' barracks      | Sirte+'s port , the soldiers+' barracks
the U.S.'s and PG&E's allies              | the U.S.+'s and PG&E+'s allies
the minister''s report                    | the minister+''s report
O'Brien, Qur'an, Sana'a and Sa'd          | O'Brien , Qur'an , Sana'a and Sa'd
the 1990s, the 1980's, 2003's             | the 1990s , the 1980's , 2003+'s
$5m of aid, a $3-a-day job                | $ 5 m of aid , a $ 3 - a - day job
US$1.5bn, £200 and €3 million             | US$ 1.5 bn , £ 200 and € 3 million
Rs500 or Rs.500                           | Rs 500 or Rs. 500
12,000 men, 3.5% of 1,50,000              | 12,000 men , 3.5 % of 1,50,000
10%-15% of a 10,000-strong force          | 10 % - 15 % of a 10,000 - strong force
155mm shells at 30km                      | 155 mm shells at 30 km
at 7am or 10:30 on 16/11/2004             | at 7 am or 10:30 on 16/11/2004
born 13,14 or 15 May                      | born 13 , 14 or 15 May
202-555-0148, 555-0148, 2012-2014         | 202-555-0148 , 555-0148 , 2012 - 2014
the 2nd, 33rd and 50,000th                | the 2nd , 33rd and 50,000th
and/or in Homs/Hama, s/he, n/a            | and / or in Homs / Hama , s/he , n/a
AT&T and Q&A                              | AT&T and Q&A
a U.S.-led force of the U.K.              | a U.S. - led force of the U.K.
at 10 a.m. and 5 p.m. today               | at 10 a.m. and 5 p.m. today
Mr. Dow, Gen. Aziz, St. Louis             | Mr. Dow , Gen. Aziz , St. Louis
J. R. Smith Jr. of Acme Inc. said         | J. R. Smith Jr. of Acme Inc. said
on Feb. 3, Sept. 11 and Sat. night        | on Feb. 3 , Sept. 11 and Sat. night
a 5.56mm round, etc.                      | a 5.56 mm round , etc .
from Tucson, Ariz., to Va.                | from Tucson , Ariz. , to Va .
No. 5, p. 12 and No. 10                   | No. 5 , p. 12 and No. 10
(https://example.org/a-b?c=d).            | ( https://example.org/a-b?c=d ) .
www.example.org and example.com           | www.example.org and example.com
<press.office@example.org>                | < press.office@example.org >
@someone on #sometag, #2                  | @someone on #sometag , # 2
"Yes," he said. “No,” she said.           | " Yes , " he said . “ No , ” she said .
‘No,’ they said                           | ‘ No , ’ they said
wait...or wait… or not!!!                 | wait ... or wait … or not !!!
he left--then he came—back                | he left -- then he came — back
the (SDF)[sic] was here                   | the ( SDF ) [ sic ] was here
the lines [...] are &amp; stay            | the lines [...] are &amp; stay
Łódź, Sana’a, حلب، دمشق                   | Łódź , Sana’a , حلب ، دمشق
she said nothing.The end                  | she said nothing . The end
"""
CASES = [tuple(line.split("|")) for line in CUTS.strip().splitlines()]


@pytest.mark.parametrize(("text", "cut"), CASES)
def test_words_are_cut_as_the_treebanks_cut_them(text: str, cut: str) -> None:
    assert tokens(text) == cut.split()


def test_an_apostrophe_after_s_closes_the_quotation_that_one_opened() -> None:
    assert tokens("the troops' leader")[1] == "troops+'"
    assert tokens("'we have no troops' leader says")[4:6] == ["troops", "'"]


def test_no_opens_a_number_or_is_an_answer() -> None:
    assert words("He is No. 2 here.")[2] == "No."
    assert words("He said no. Then he left.")[2:4] == ["no", "."]


def test_a_name_with_an_apostrophe_keeps_its_end() -> None:
    assert words("Sa'd and Ra'd") == ["Sa'd", "and", "Ra'd"]
    assert words("They'd go") == ["They", "'d", "go"]


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit the market.|Nobody claimed the attack.",
        "Did they fire first?|The army denies it!|No one knows.",
        "Gen. Omar Aziz met Mr. Dow in Washington, D.C. on Monday.|He left at 5 p.m. on Feb. 3.",
        "They fought in the U.S. Army.|It was formed in the U.S.|The unit is gone.",
        'He said: "We hold the town."|The army did not comment.',
        '"We hold it," said Aziz.|"They do not."|Both may be wrong.',
        '"Who fired?" he asked.|“They did.” she said.|‘Liar!’ he cried.',
        "They left (the last at noon.)|Then it was quiet.",
        "The talks went on ... and on.|They failed...|Nobody was surprised.",
        "Prices rose 3.5 percent.|About 1.2 million people fled.",
        "It was founded in 1971.[3]|It was closed in 1980. [4]|It is missed.",
        "See www.example.org.|It has a map.",
        "al-Nusra took the base.|al-Nusra lost it.|de Mistura said so.",
        "the town was quiet.|police said nobody was hurt.|they left.",
        "The first thing is this: 1. Stay calm.|2. Leave.",
        "It held, Reuters said.|-- Additional reporting by A. Writer",
        "The crew of J. Edgar Smith stayed.|They are safe.",
        "He came from Phoenix, Ariz., and left.|Nobody from Fla. did.",
        "They said nothing.The line was cut.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    assert sentences(text.replace("|", " ")) == text.replace(".The", ".|The").split("|")


@pytest.mark.parametrize(
    "text",
    [
        "SAN MIGUEL, 3 JAN 90 (EFE) -- [TEXT]|THE U.S. EMBASSY WAS HIT.|THREE MEN FLED.",
        "CAIRO (AP) —|Egypt closed the border.",
        "GENEVA, Feb. 3 (Reuters) -|Talks began.",
        "Geneva, Feb. 3 (Reuters) -|Talks began.",
        "NAIROBI, Kenya --|A bomb went off.",
        "NEW DELHI -|Police fired.",
        "COLUMBIA, Ky. (WBKO) -|Two men were held.",
        "UNSC - the council - met.",
        "The Workers' Front (WF) - a rebel group - denied it.",
        "THE WORKERS FRONT (WF) -- A REBEL GROUP -- DENIED IT.",
        "The men - all three - fled (AP reported) - and hid.",
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(text: str) -> None:
    assert sentences(text.replace("|", " ")) == text.split("|")


def test_a_sentence_of_capitals_may_go_on_after_an_abbreviation() -> None:
    assert len(sentences("THEY WERE SENT BY THE U.S. IN MAY.")) == 1
    assert len(sentences("They were sent by the U.S. In May they left.")) == 2


def test_a_blank_line_ends_a_paragraph_and_a_heading() -> None:
    text = (
        "Army retakes the port\n\nThe army said it holds the port. It gave no details.\r\n\r\nMore"
    )
    assert sentences(text) == [
        "Army retakes the port",
        "The army said it holds the port.",
        "It gave no details.",
        "More",
    ]
    assert paragraphs(text) == [0, 1, 1, 2]


def test_lines_as_long_as_paragraphs_are_paragraphs() -> None:
    first = (
        "Fighting spread to the northern suburbs on Tuesday, " + "residents said, " * 8 + "at dawn"
    )
    text = f"{first}\nThe army sent tanks.\nRescue workers counted nine dead."
    assert sentences(text) == text.split("\n")
    assert paragraphs(text) == [0, 1, 2]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Fighting spread to the northern suburbs on Tuesday, and residents said that\n"
        "Kareem Haddad, who leads the largest of the brigades in the city, had left\n"
        "Aleppo with his men. Witnesses counted nine trucks that drove to the east\n"
        "Monday night. The army did not comment on the reports from the city.\n"
        "    Rescue workers said that many people were still under the rubble of the\n"
        "Central Market."
    )
    assert [s.split()[0] for s in sentences(text)] == ["Fighting", "Witnesses", "The", "Rescue"]
    assert paragraphs(text) == [0, 0, 0, 1]


def test_a_short_text_is_joined_where_its_next_line_goes_on_in_lower_case() -> None:
    text = "Government forces took the town of Morek on Monday, two people who live\nthere said."
    assert len(sentences(text)) == 1


def test_list_items_stay_apart_in_wrapped_text() -> None:
    text = "They agreed on these things:\n- a truce of three days\n- an exchange of prisoners"
    assert paragraphs(text) == [0, 1, 2]


def test_blanks_alone_are_no_sentence() -> None:
    assert split_text("") == []
    assert split_text(" \n\t\u00a0\r\n\x0c") == []


AWKWARD = """
U.S. No. etc. it's soldiers' al- " ' “ ’ ... ?! $5m 3,000 (AP)-- [1] A. i.e. http://a.b/c. 5mm.
a@b.c The said cannot ''s &amp; #x :-) 10% 1/2 x.Yes Ph.D. \u200b e\u0301 don't.'s CAIRO (AP) -
"""
BLANKS = ["\n", "\n\n", " ", "\u2028", "\r", "\u00a0"]
PIECES = st.sampled_from([*AWKWARD.split(), *BLANKS])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
def test_every_character_lies_in_one_word_in_order(text: str) -> None:
    found = split_text(text)
    position = 0
    for word in (w for s in found for w in s.words):
        assert word.start < word.end
        assert not text[position : word.start].strip()
        position = word.end
    assert not text[position:].strip()
    assert all(s.words for s in found)


@given(TEXTS)
def test_a_glued_word_touches_the_word_before_it_in_its_sentence(text: str) -> None:
    for sentence in split_text(text):
        assert not sentence.words[0].glued
        for before, word in zip(sentence.words, sentence.words[1:], strict=False):
            assert not word.glued or word.start == before.end


@given(TEXTS)
def test_paragraphs_are_numbered_in_order_from_zero(text: str) -> None:
    numbers = paragraphs(text)
    assert set(numbers) == set(range(len(set(numbers))))
    assert numbers == sorted(numbers)


HOSTILE = {
    "no sentence end": "word " * 40_000,
    "one word": "a" * 200_000,
    "one number": "1" * 200_000,
    "hyphens": "a-" * 50_000,
    "clitics": "a" + "'s" * 50_000,
    "doubled apostrophes": "n''t" * 40_000,
    "references": "a." + "[1]" * 40_000 + "x]",
    "quotes between stops": '. " ' * 40_000,
    "sentences without blanks": "aab.Aab" * 20_000,
    "periods": "a.b" * 50_000,
    "at signs": "a@" * 80_000,
    "an address": "http://" + "." * 200_000,
    "line breaks": "a\n" * 50_000,
    "brackets": "(" * 50_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_no_faster_than_the_text(text: str) -> None:
    begun = time.process_time()
    split_text(text)
    # linear time takes under a second on a slow core, quadratic time takes minutes
    assert time.process_time() - begun < 10


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "words", "sentences"), [("gum-dev.open", 99.5, 95.5), ("ewt-dev", 99, 86)]
)
def test_treebanks_are_cut_as_well_as_measured(
    shared: Path, name: str, words: float, sentences: float
) -> None:
    check = runpy.run_path(str(TRAINING / "segment_check.py"))
    figures = check["measure"](shared / "bench", name)
    assert figures.words >= words
    assert figures.sentences >= sentences
