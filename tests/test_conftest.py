"""The suite's own rules, tried on small suites of their own."""

from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py").read_text("utf-8")
MARKERS = "[pytest]\nmarkers =\n  model: x\n  browser: x\n  shared: x\n"


def run(pytester: pytest.Pytester, tests: str) -> dict[str, int]:
    pytester.makeconftest(CONFTEST.replace('pytest_plugins = ["pytester"]', ""))
    pytester.makeini(MARKERS)
    pytester.makepyfile(tests)
    return pytester.runpytest_subprocess("-p", "no:cacheprovider").parseoutcomes()


SKIPPED = """
import pytest

@pytest.mark.{marker}
def test_it():
    pytest.skip("not here")
"""

FIXTURE_SKIPS = """
import pytest

@pytest.fixture
def chromium():
    pytest.skip("no Chromium")

@pytest.mark.browser
def test_it(chromium):
    pass
"""


@pytest.mark.parametrize("marker", ["model", "browser"])
def test_in_ci_a_skipped_test_that_ci_owns_fails(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, marker: str
) -> None:
    monkeypatch.setenv("CI", "true")
    assert run(pytester, SKIPPED.format(marker=marker)) == {"failed": 1}


def test_in_ci_a_skip_in_a_fixture_fails_as_well(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    outcome = run(pytester, FIXTURE_SKIPS)
    assert "skipped" not in outcome
    assert outcome.get("failed", 0) + outcome.get("errors", 0) == 1


def test_on_a_desk_the_same_test_is_skipped(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert run(pytester, SKIPPED.format(marker="browser")) == {"skipped": 1}


def test_without_the_corpora_their_tests_are_skipped_with_the_reason(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATELINE_BENCH", str(tmp_path / "none" / "bench"))
    body = "import pytest\n\n@pytest.mark.shared\ndef test_it():\n    assert False\n"
    assert run(pytester, body) == {"skipped": 1}


def test_with_the_corpora_their_tests_run(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "bench").mkdir()
    monkeypatch.setenv("DATELINE_BENCH", str(tmp_path / "bench"))
    body = (
        "import pytest\n\n@pytest.mark.shared\ndef test_it(shared):\n    assert shared.is_dir()\n"
    )
    assert run(pytester, body) == {"passed": 1}
