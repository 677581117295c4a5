"""The page as a person meets it, in Chromium."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sample_findings import (
    TEXT,
    findings_of,
    sample_claims,
    sample_document,
    sample_findings,
)
from visits import CONTRAST, Visit, chromium, write

from dateline.export.page import render_page

pytestmark = pytest.mark.browser

CLAIMS = sample_claims("d")
SHOWN = "#list > li:not([hidden])"


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


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


def test_no_request_leaves_the_page(visit: Visit) -> None:
    visit.page.locator("#find").fill("bridge")
    visit.page.locator(SHOWN).first.click()
    assert visit.requests == [visit.page.url.split("#")[0]]


def test_script_in_a_report_is_inert(browser: Browser, tmp_path: Path) -> None:
    evil = (
        '<script>window.owned = 1</script><img src=x onerror="window.owned = 2">'
        "<svg onload='window.owned = 3'></svg> javascript:alert(1) </script>"
    )
    document = replace(
        sample_document(), text=TEXT + evil, title=evil, outlet=evil, label=evil, url=None
    )
    claims = [
        replace(claim, document=document.id, role=evil if claim.role else None) for claim in CLAIMS
    ]
    visit = Visit(browser, write(tmp_path, findings_of(document, claims)))
    visit.page.locator(SHOWN).nth(1).click()
    assert visit.page.evaluate("window.owned === undefined")
    assert visit.page.locator("img, svg[onload], figure svg script").count() == 0
    assert visit.page.locator("h1").text_content() == " ".join(evil.split())
    assert visit.requests == [visit.page.url.split("#")[0]]
    assert visit.errors == []
    visit.page.context.close()


def test_even_markup_that_gets_in_cannot_run_or_send(browser: Browser, tmp_path: Path) -> None:
    with listening() as (address, asked):
        smuggled = render_page(sample_findings()).replace(
            "</main>",
            f"<script>window.owned = 1</script><img src='{address}/picture.png'>"
            f"<link rel='stylesheet' href='{address}/style.css'>"
            "<p style='position: fixed'>x</p></main>",
        )
        file = tmp_path / "page.html"
        file.write_text(smuggled, "utf-8")
        visit = Visit(browser, file)
        visit.page.wait_for_load_state()
        assert visit.page.evaluate("window.owned === undefined")
        assert (
            visit.page.locator("[style]").evaluate("e => getComputedStyle(e).position") == "static"
        )
        visit.page.context.close()
        assert asked == []

        # without the policy the same page does all of it: the test can fail
        file.write_text(smuggled.replace("Content-Security-Policy", "x"), "utf-8")
        visit = Visit(browser, file)
        visit.page.wait_for_load_state()
        assert visit.page.evaluate("window.owned === 1")
        assert sorted(asked) == ["/picture.png", "/style.css"]
        visit.page.context.close()


def test_marks_equal_claims(visit: Visit) -> None:
    for number, claim in enumerate(CLAIMS, start=1):
        marked = visit.words(f'mark[data-claims~="{number}"]')
        assert marked == claim.evidence.text
    assert visit.page.locator(".ref").count() == len(CLAIMS)
    assert visit.page.locator(SHOWN).count() == len(CLAIMS)


def test_choosing_a_claim_shows_its_words_its_trigger_and_its_parts(visit: Visit) -> None:
    visit.page.locator("#claim-7").click()
    assert visit.chosen() == ["7"]
    assert visit.words("mark.chosen") == "They shelled the clinic"
    assert visit.words(".act") == "shelled"
    labels = visit.page.eval_on_selector_all(
        "[data-label]", "parts => parts.map(part => [part.dataset.label, part.textContent])"
    )
    assert labels == [
        ["source", "A rival militia official"],
        ["who", "They"],
        ["to whom", "the clinic"],
    ]


def test_choosing_a_number_in_the_text_shows_its_claim(visit: Visit) -> None:
    visit.page.locator("#text-12").click()
    assert visit.chosen() == ["12"]
    box = visit.page.locator("#claim-12").bounding_box()
    assert box
    assert 0 <= box["y"] < 900


def test_words_of_two_claims_give_the_one_and_then_the_other(visit: Visit) -> None:
    shared = visit.page.locator('mark[data-claims="12 11"], mark[data-claims="11 12"]').first
    shared.dispatch_event("click")
    first = visit.chosen()
    shared.dispatch_event("click")
    assert sorted(first + visit.chosen()) == ["11", "12"]


def test_choosing_moves_no_word(visit: Visit) -> None:
    places = """[...document.querySelectorAll(".report mark")].map((mark) => {
      const box = mark.getBoundingClientRect();
      return [Math.round(box.left), Math.round(box.width)];
    })"""
    before = visit.page.evaluate(places)
    for number in range(1, len(CLAIMS) + 1):
        visit.page.locator(f"#claim-{number}").click()
        assert visit.page.evaluate(places) == before


def test_an_address_with_a_claim_opens_with_it(browser: Browser, tmp_path: Path) -> None:
    file = write(tmp_path, sample_findings())
    visit = Visit(browser, file)
    visit.page.goto(f"{file.as_uri()}#claim-6")
    visit.page.reload()
    assert visit.chosen() == ["6"]
    visit.page.context.close()


# -- keys


def test_keys_reach_every_claim(visit: Visit) -> None:
    for number in range(1, len(CLAIMS) + 1):
        visit.page.keyboard.press("j")
        assert visit.chosen() == [str(number)]
        assert visit.page.evaluate("document.activeElement.closest('li').id") == f"claim-{number}"
    visit.page.keyboard.press("k")
    assert visit.chosen() == [str(len(CLAIMS) - 1)]
    visit.page.keyboard.press("Home")
    assert visit.chosen() == ["1"]
    visit.page.keyboard.press("ArrowDown")
    assert visit.chosen() == ["2"]
    visit.page.keyboard.press("Escape")
    assert visit.chosen() == []


def test_the_tab_key_alone_reaches_every_number_all_filters_and_the_list(visit: Visit) -> None:
    reached = []
    for _ in range(80):
        visit.page.keyboard.press("Tab")
        reached.append(visit.page.evaluate(FOCUSED))
        if reached[-1] and str(reached[-1]).startswith("claim-"):
            break
    assert [name for name in reached if str(name).startswith("text-")] == [
        f"text-{number}" for number in range(1, len(CLAIMS) + 1)
    ]
    assert {"find", "kind=event", "source=unnamed", "mark=denied"} <= set(reached)
    assert str(reached[-1]).startswith("claim-")


def test_what_has_the_focus_is_seen_to_have_it(visit: Visit) -> None:
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Tab")
    outline = visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_letters_typed_into_the_search_move_nothing(visit: Visit) -> None:
    visit.page.locator("#find").click()
    visit.page.keyboard.type("jk")
    assert visit.chosen() == []
    assert visit.page.locator("#find").input_value() == "jk"


# -- filters


@pytest.mark.parametrize(
    ("name", "value", "numbers"),
    [
        ("kind", "event", [4, 7, 8, 9, 10]),
        ("kind", "control", [1, 3, 5, 12]),
        ("kind", "tie", [2, 11]),
        ("kind", "strength", [6]),
        ("source", "unnamed", [6, 7]),
        ("source", "outlet", [2, 11, 12]),
        ("mark", "denied", [3]),
        ("mark", "probable", [6]),
    ],
)
def test_each_filter_shows_its_claims_only(
    visit: Visit, name: str, value: str, numbers: list[int]
) -> None:
    visit.page.locator(f"input[name={name}][value={value}]").check()
    shown = visit.page.eval_on_selector_all(
        SHOWN, "items => items.map(item => Number(item.dataset.number))"
    )
    assert shown == numbers
    assert visit.page.locator(".ref:visible").count() == len(numbers)
    marked = visit.page.eval_on_selector_all(
        "mark:not(.off)", "marks => marks.map(mark => mark.dataset.claims.split(' ')).flat()"
    )
    assert {str(number) for number in numbers} <= set(marked)
    assert visit.page.locator("#shown").text_content() == f"{len(numbers)} of 12 claims"


def test_filters_of_one_group_add_and_of_two_groups_narrow(visit: Visit) -> None:
    visit.page.locator("input[value=event]").check()
    visit.page.locator("input[value=control]").check()
    assert visit.page.locator(SHOWN).count() == 9
    visit.page.locator("input[value=person]").check()
    assert visit.page.locator(SHOWN).count() == 3


def test_the_numbers_on_the_filters_follow_the_others(visit: Visit) -> None:
    visit.page.locator("input[value=unnamed]").check()
    numbers = visit.page.eval_on_selector_all(
        ".choice:has([name=kind]) b", "counts => counts.map(count => Number(count.textContent))"
    )
    assert numbers == [1, 0, 0, 1]
    assert visit.page.locator("input[value=tie]").is_disabled()


def test_words_are_sought_in_claims_and_all_comes_back(visit: Visit) -> None:
    visit.page.locator("#find").fill("CLINIC")
    assert visit.page.locator(SHOWN).count() == 1
    visit.page.locator("#find").fill("nothing like it")
    assert visit.page.locator("#none").is_visible()
    visit.page.locator("#clear").click()
    expect(visit.page.locator(SHOWN)).to_have_count(len(CLAIMS))


# -- circumstances


def test_without_script_the_text_and_the_list_are_there(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, write(tmp_path, sample_findings()), script=False)
    assert visit.page.locator("#list > li").count() == len(CLAIMS)
    assert visit.page.locator("blockquote:visible").count() == len(CLAIMS)
    assert not visit.page.locator("#filters").is_visible()
    assert visit.page.locator("article").is_visible()
    visit.page.context.close()


@pytest.mark.parametrize("width", [360, 390, 768, 1000, 1400])
def test_nothing_runs_out_of_the_window(browser: Browser, tmp_path: Path, width: int) -> None:
    document = replace(
        sample_document(), title="x" * 400, url="https://harbour.example/" + "y" * 300
    )
    claims = [replace(claim, document=document.id) for claim in CLAIMS]
    visit = Visit(browser, write(tmp_path, findings_of(document, claims)), width=width)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    visit.page.context.close()


def test_on_a_telephone_a_number_opens_its_claim_at_the_foot(
    browser: Browser, tmp_path: Path
) -> None:
    visit = Visit(browser, write(tmp_path, sample_findings()), width=390)
    visit.page.locator("#text-3").click()
    assert visit.page.locator("#peek").is_visible()
    assert "The army lost the Qarat bridge" in visit.words("#peek-claim")
    visit.page.locator("#next").click()
    assert visit.chosen() == ["4"]
    visit.page.locator("#close").click()
    assert not visit.page.locator("#peek").is_visible()
    visit.page.context.close()


def test_print_has_text_and_quotes_and_no_filters(visit: Visit) -> None:
    visit.page.emulate_media(media="print")
    assert not visit.page.locator("#filters").is_visible()
    assert visit.page.locator("blockquote:visible").count() == len(CLAIMS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(browser: Browser, tmp_path: Path, scheme: str) -> None:
    """WCAG AA asks for 4.5; measured on the colours that the browser computes."""
    visit = Visit(browser, write(tmp_path, sample_findings()))
    visit.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit.page.locator("#claim-3").click()
    lowest = visit.page.evaluate(CONTRAST)
    assert lowest["ratio"] >= 4.5, lowest
    visit.page.context.close()


FOCUSED = """(() => {
  const e = document.activeElement;
  return e.id || (e.name ? `${e.name}=${e.value}` : "") || (e.closest("li") || {}).id;
})()"""
