"""The map and the strip of days as a person meets them, in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from located_findings import located_findings
from playwright.sync_api import Browser
from sample_findings import sample_findings
from visits import CONTRAST, Visit, chromium, write

pytestmark = pytest.mark.browser

SPOT = ".map a.spot"
BAR = ".timeline a.bar"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    visit = Visit(browser, write(tmp_path, located_findings()))
    yield visit
    visit.page.context.close()
    assert visit.errors == []


def showing(figure: str, number: int) -> str:
    return f'{figure}[data-shows~="{number}"]'


def numbers(visit: Visit, selector: str) -> list[str]:
    found: list[str] = visit.page.eval_on_selector_all(
        selector, "items => items.map(item => item.dataset.number || item.dataset.shows)"
    )
    return found


def test_the_map_has_land_and_a_mark_for_each_place_and_asks_for_nothing(visit: Visit) -> None:
    assert visit.page.locator(SPOT).count() == 9
    box = visit.page.locator(".map .land").bounding_box()
    assert box
    assert box["width"] > 300
    assert visit.requests == [visit.page.url.split("#")[0]]


def test_a_report_without_places_has_a_strip_and_no_map_and_no_tabs(
    browser: Browser, tmp_path: Path
) -> None:
    visit = Visit(browser, write(tmp_path, sample_findings()))
    assert visit.page.locator(".map, #tabs").count() == 0
    assert visit.page.locator(".timeline").is_visible()
    assert visit.page.locator("#sources").is_visible()
    visit.page.context.close()


def test_pointing_at_a_place_shows_its_claim_and_its_days(visit: Visit) -> None:
    visit.page.locator(showing(SPOT, 6)).hover()
    assert numbers(visit, "#list > li.pointed") == ["6"]
    assert numbers(visit, f"{BAR}.pointed") == ["2 6"]
    visit.page.locator("h1").hover()
    assert numbers(visit, ".pointed") == []


def test_pointing_at_a_bar_shows_all_its_claims_and_their_places(visit: Visit) -> None:
    visit.page.locator(showing(BAR, 6)).hover()
    assert numbers(visit, "#list > li.pointed") == ["2", "6"]
    assert sorted(numbers(visit, f"{SPOT}.pointed")) == ["2", "6"]


def test_pointing_at_a_claim_shows_its_place_and_its_days(visit: Visit) -> None:
    visit.page.locator("#claim-1").hover()
    assert numbers(visit, f"{SPOT}.pointed") == ["1"]
    assert numbers(visit, f"{BAR}.pointed") == ["1"]


def test_choosing_a_mark_goes_through_its_claims(visit: Visit) -> None:
    bar = visit.page.locator(showing(BAR, 6))
    bar.click()
    assert visit.chosen() == ["2"]
    assert numbers(visit, f"{SPOT}.chosen") == ["2"]
    bar.click()
    assert visit.chosen() == ["6"]
    bar.click()
    assert visit.chosen() == ["2"]
    assert "shelled" in visit.words("mark.chosen")


def test_choosing_a_claim_marks_its_place(visit: Visit) -> None:
    visit.page.locator("#claim-4").click()
    assert numbers(visit, f"{SPOT}.chosen") == ["4"]
    visit.page.keyboard.press("Escape")
    assert numbers(visit, f"{SPOT}.chosen, {BAR}.chosen") == []


@pytest.mark.parametrize("figure", [SPOT, BAR])
def test_the_tab_key_reaches_a_figure_and_arrows_all_its_marks(visit: Visit, figure: str) -> None:
    focused = "document.activeElement.dataset.shows || ''"
    inside = f"Boolean(document.activeElement.closest('{figure}'))"
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate(inside):
            break
    count = visit.page.locator(figure).count()
    reached = []
    for _ in range(count):
        reached.append(visit.page.evaluate(focused))
        assert numbers(visit, "#list > li.pointed") == reached[-1].split(" ")
        visit.page.keyboard.press("ArrowRight")
    assert sorted(reached) == sorted(numbers(visit, figure))
    visit.page.keyboard.press("Enter")
    assert visit.chosen() == [reached[0].split(" ")[0]]
    visit.page.keyboard.press("Tab")
    assert not visit.page.evaluate(inside)


def test_a_filter_fades_what_it_leaves_without_claims(visit: Visit) -> None:
    visit.page.locator("input[name=kind][value=control]").check()
    assert numbers(visit, f"{SPOT}:not(.off)") == ["1"]
    assert numbers(visit, f"{BAR}:not(.off)") == ["1"]
    visit.page.locator("#clear").click()
    visit.page.wait_for_function("!document.querySelector('.spot.off')")


def test_who_speaks_stands_behind_a_tab_and_comes_back(visit: Visit) -> None:
    assert not visit.page.locator("#sources").is_visible()
    visit.page.get_by_role("tab", name="Who speaks").click()
    assert visit.page.locator("#sources").is_visible()
    assert not visit.page.locator(".map").is_visible()
    visit.page.keyboard.press("ArrowLeft")
    assert visit.page.locator(".map").is_visible()


def test_the_list_of_places_opens_and_leads_to_claims(visit: Visit) -> None:
    visit.page.locator(".places summary").click()
    visit.page.locator(".places li", has_text="Tripoli").get_by_role("link").click()
    assert visit.chosen() == ["4"]


def test_without_script_map_strip_and_sources_are_there_and_marks_lead_to_claims(
    browser: Browser, tmp_path: Path
) -> None:
    visit = Visit(browser, write(tmp_path, located_findings()), script=False)
    for part in (".map", ".timeline", "#sources"):
        assert visit.page.locator(part).is_visible()
    assert not visit.page.locator("#tabs").is_visible()
    visit.page.locator(showing(SPOT, 6)).click()
    assert visit.page.url.endswith("#claim-6")
    visit.page.context.close()


@pytest.mark.parametrize("width", [360, 390, 768, 1000, 1280, 1600])
def test_nothing_runs_out_of_the_window_and_no_name_is_too_small(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    visit = Visit(browser, write(tmp_path, located_findings()), width=width)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    smallest = visit.page.evaluate(
        """Math.min(...[...document.querySelectorAll(".map text, .timeline text")]
          .filter((text) => text.checkVisibility())
          .map((text) => parseFloat(getComputedStyle(text).fontSize) *
            (text.closest(".map") ? text.getCTM().a : 1)))"""
    )
    assert smallest >= 8.5
    visit.page.context.close()


def test_on_a_telephone_a_mark_opens_its_claim_at_the_foot(
    browser: Browser, tmp_path: Path
) -> None:
    visit = Visit(browser, write(tmp_path, located_findings()), width=390)
    visit.page.locator(showing(SPOT, 4)).click()
    assert visit.page.locator("#peek").is_visible()
    assert "Tripoli (settlement, Libya, ±12 km; or Tripoli, Lebanon)" in visit.words("#peek-claim")
    assert not visit.page.locator("#tabs").is_visible()
    visit.page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("action", ["hover", "click"])
def test_words_stand_out_from_their_ground(
    browser: Browser, tmp_path: Path, scheme: str, action: str
) -> None:
    """WCAG AA asks for 4.5; measured on the colours that the browser computes."""
    visit = Visit(browser, write(tmp_path, located_findings()))
    visit.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit.page.locator(".places summary").click()
    getattr(visit.page.locator(showing(BAR, 6)), action)()
    lowest = visit.page.evaluate(CONTRAST)
    assert lowest["ratio"] >= 4.5, lowest
    visit.page.context.close()


def test_print_has_map_strip_and_sources(visit: Visit) -> None:
    visit.page.emulate_media(media="print")
    for part in (".map", ".timeline", "#sources"):
        assert visit.page.locator(part).is_visible()
    assert not visit.page.locator("#tabs").is_visible()
