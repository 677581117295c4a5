"""The table of who speaks as a person meets it on the page, in Chromium."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sample_findings import (
    TEXT,
    findings_of,
    said,
    sample_claims,
    sample_document,
    sample_findings,
    sample_statements,
)
from visits import CONTRAST, Visit, chromium, write

from dateline.claim import Attribution
from dateline.export.page import HUES
from dateline.report import Findings

pytestmark = pytest.mark.browser

CLAIMS = sample_claims("d")
SHOWN = "#list > li:not([hidden])"
COLOUR = "(e) => getComputedStyle(e).borderLeftColor"
LIT = ".report [data-lit]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    visit = Visit(browser, write(tmp_path, sample_findings()))
    yield visit
    visit.page.context.close()
    assert visit.errors == []


def many_sources(number: int) -> Findings:
    """Claims of as many people, all of the same words."""
    claims = [
        replace(CLAIMS[6], source=Attribution(kind="person", name=f"Witness {at}"))
        for at in range(number)
    ]
    return findings_of(sample_document(), claims)


def numbers_shown(visit: Visit) -> list[int]:
    numbers: list[int] = visit.page.eval_on_selector_all(
        SHOWN, "items => items.map(item => Number(item.dataset.number))"
    )
    return numbers


def row(key: str) -> str:
    return f'#sources [data-voice="{key}"]'


# -- colour and letter


def test_a_source_has_one_colour_and_letter_in_the_table_the_list_and_the_text(
    visit: Visit,
) -> None:
    page = visit.page
    colour = page.locator(f"{row('B')} th").evaluate(COLOUR)
    for number in (4, 5):
        card = page.locator(f"#claim-{number}")
        assert card.evaluate(COLOUR) == colour
        assert card.locator(".letter").text_content() == "B"
        assert page.locator(f"#text-{number}").text_content() == f"{number}B"
        marked = page.locator(f'mark[data-claims="{number}"]').first
        assert marked.evaluate("e => getComputedStyle(e).textDecorationColor") == colour


def test_two_sources_have_two_colours_and_the_report_itself_is_grey(visit: Visit) -> None:
    colours = visit.page.eval_on_selector_all("#sources tbody th", f"rows => rows.map({COLOUR})")
    assert len(set(colours)) == len(colours) == 9
    red, green, blue = (int(part) for part in colours[-1][4:-1].split(","))
    assert max(red, green, blue) - min(red, green, blue) < 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_differ_and_can_be_read(browser: Browser, tmp_path: Path, scheme: str) -> None:
    visit = Visit(browser, write(tmp_path, many_sources(HUES)))
    visit.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    colours = visit.page.eval_on_selector_all("#sources tbody th", f"rows => rows.map({COLOUR})")
    assert len(set(colours)) == HUES
    visit.page.locator(row("B")).click()
    visit.page.locator(row("A")).hover()
    lowest = visit.page.evaluate(CONTRAST)
    assert lowest["ratio"] >= 4.5, lowest
    visit.page.context.close()


def test_more_sources_than_colours_are_told_by_letter_and_outline(
    browser: Browser, tmp_path: Path
) -> None:
    visit = Visit(browser, write(tmp_path, many_sources(2 * HUES + 5)))
    letters = visit.page.locator("#sources .letter")
    assert len(set(letters.all_text_contents())) == letters.count() == 2 * HUES + 5
    styles = letters.evaluate_all("all => all.map(e => getComputedStyle(e).borderLeftStyle)")
    assert styles == ["solid"] * HUES + ["dashed"] * (HUES + 5)
    visit.page.context.close()


# -- pointing


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("C", ["Fighters of the Dawn Brigades", "Governor Salim Haddad", "said"]),
        ("A", ["A rival militia official", "They shelled the clinic", "he", "since January"]),
        ("H", ["residents", "hundreds of families"]),  # who only stands behind
    ],
)
def test_pointing_at_a_source_lights_what_it_says_and_what_names_it(
    visit: Visit, key: str, words: list[str]
) -> None:
    assert visit.page.locator(LIT).count() == 0
    visit.page.locator(row(key)).hover()
    lit = visit.words(LIT)
    assert [part for part in words if part not in lit] == []
    visit.page.mouse.move(2, 2)
    assert visit.page.locator(LIT).count() == 0


def test_pointing_lights_no_words_of_others(visit: Visit) -> None:
    visit.page.locator(row("C")).hover()
    first = TEXT.split("\n\n")[0]
    assert visit.words(LIT).replace("said", "") in first.replace(", Governor", "Governor")
    assert visit.page.locator(".claims li[data-lit]").get_attribute("id") == "claim-1"


def test_the_keyboards_focus_lights_as_pointing_does(visit: Visit) -> None:
    for _ in range(80):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement.value") == "B":
            break
    assert "at least 12 militants were killed" in visit.words(LIT)
    outline = visit.page.locator(row("B")).evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline == "solid"


def test_lighting_moves_no_word(visit: Visit) -> None:
    places = """[...document.querySelectorAll(".report mark, .report span")].map((e) => {
      const box = e.getBoundingClientRect();
      return [Math.round(box.left), Math.round(box.width)];
    })"""
    before = visit.page.evaluate(places)
    visit.page.locator(row("A")).hover()
    assert visit.page.locator(LIT).count() > 3
    assert visit.page.evaluate(places) == before


# -- choosing


@pytest.mark.parametrize(
    ("key", "numbers"),
    [("A", [6, 7]), ("B", [4, 5]), ("H", [10]), ("J", [2, 11, 12])],
)
def test_choosing_a_source_leaves_its_claims_alone(
    visit: Visit, key: str, numbers: list[int]
) -> None:
    visit.page.locator(row(key)).click()
    assert numbers_shown(visit) == numbers
    assert visit.page.locator("#shown").text_content() == f"{len(numbers)} of 12 claims"
    visit.page.locator(row(key)).click()
    assert len(numbers_shown(visit)) == 12


def test_two_chosen_sources_add_and_another_filter_narrows(visit: Visit) -> None:
    visit.page.locator(row("A")).click()
    visit.page.locator(row("B")).click()
    assert numbers_shown(visit) == [4, 5, 6, 7]
    visit.page.locator("input[value=event]").check()
    assert numbers_shown(visit) == [4, 7]
    visit.page.locator("#clear").click()
    expect(visit.page.locator(SHOWN)).to_have_count(len(CLAIMS))
    assert visit.page.locator("#sources input:checked").count() == 0
    assert visit.page.locator(LIT).count() == 0


def test_the_space_key_chooses_the_source_that_has_the_focus(visit: Visit) -> None:
    visit.page.locator(f"{row('C')} input").focus()
    visit.page.keyboard.press("Space")
    assert numbers_shown(visit) == [1]


def test_the_words_of_a_chosen_source_stay_lit(visit: Visit) -> None:
    visit.page.locator(row("G")).click()
    visit.page.mouse.move(2, 2)
    assert "hundreds of families had fled Wadi Sura" in visit.words(LIT)


def test_a_source_with_statements_alone_can_be_chosen(browser: Browser, tmp_path: Path) -> None:
    nurse = Attribution(kind="unnamed", role="nurse")
    statements = [*sample_statements(), said(nurse, "nobody answers for it")]
    findings = findings_of(sample_document(), CLAIMS, statements=statements)
    visit = Visit(browser, write(tmp_path, findings))
    visit.page.locator("#sources tr", has_text="nurse").click()
    assert visit.page.locator("#none").is_visible()
    assert visit.words(LIT) == "nobody answers for it"
    visit.page.context.close()


# -- circumstances


def test_without_script_the_table_is_there_and_offers_no_choice(
    browser: Browser, tmp_path: Path
) -> None:
    visit = Visit(browser, write(tmp_path, sample_findings()), script=False)
    assert visit.page.locator("#sources tbody tr:visible").count() == 9
    assert visit.page.locator("#sources input:visible").count() == 0
    assert visit.page.locator("#sources .hint:visible").count() == 0
    visit.page.context.close()


def test_an_anonymous_source_is_marked_as_sensitive_in_the_table_and_at_its_claims(
    visit: Visit,
) -> None:
    for place in (row("A"), "#claim-6"):
        tags = visit.page.locator(f"{place} .tag").all_text_contents()
        assert tags[-2:] == ["name withheld", "sensitive"]
        assert "for fear for his life" in visit.words(place)
    assert visit.page.locator(f"{row('B')} .tag").count() == 0


def test_script_in_a_sources_name_is_inert(browser: Browser, tmp_path: Path) -> None:
    evil = '"><script>window.owned = 1</script><img src=x onerror="window.owned = 2">'
    source = Attribution(kind="person", name=evil, role=evil)
    hidden = Attribution(kind="unnamed", role=evil, anonymous=True, reason=evil, via=(source,))
    claims = [
        replace(claim, source=who) for claim, who in zip(CLAIMS, (source, hidden), strict=False)
    ]
    findings = findings_of(
        sample_document(), claims, statements=[said(hidden, "two burning trucks")]
    )
    visit = Visit(browser, write(tmp_path, findings))
    visit.page.locator(row("A")).click()
    assert visit.page.evaluate("window.owned === undefined")
    assert visit.page.locator("img").count() == 0
    assert evil in visit.words(row("A"))
    assert visit.errors == []
    visit.page.context.close()


def test_a_quotation_of_300_words_over_paragraphs_is_lit_whole(
    browser: Browser, tmp_path: Path
) -> None:
    half = " ".join(f"word{n}" for n in range(150))
    quotation = f"“{half}\n\n{half}”"
    document = replace(sample_document(), text=f"{quotation} she said.")
    nurse = Attribution(kind="unnamed", role="nurse")
    statement = said(nurse, quotation, quoted=True, text=document.text)
    visit = Visit(browser, write(tmp_path, findings_of(document, [], statements=[statement])))
    visit.page.locator(row("A")).hover()
    assert visit.words(LIT) == quotation.replace("\n\n", "")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 1400
    visit.page.context.close()


def test_a_report_in_which_nobody_speaks_has_no_table(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, write(tmp_path, findings_of(sample_document(), [])))
    assert visit.page.locator("#sources").count() == 0
    assert visit.errors == []
    visit.page.context.close()
