"""What every test shares: where the corpora are, and that CI may not pass by skipping."""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[1]
OWNED = ("model", "browser")  # CI installs what these need, so there they must run


def shared_folder() -> Path:
    """The folder with the corpora: beside the project, or beside what DATELINE_BENCH names."""
    named = os.environ.get("DATELINE_BENCH")
    return Path(named).resolve().parent if named else ROOT.parent / "shared"


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("shared") and not shared_folder().is_dir():
        pytest.skip(f"NO CORPORA: {shared_folder()} does not exist")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With CI=true a skipped test that CI owns has failed."""
    report = yield
    owned = [name for name in OWNED if item.get_closest_marker(name)]
    skipped = report.skipped and not hasattr(report, "wasxfail")
    if skipped and owned and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped, but CI must run every {owned[0]!r} test: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the corpora; a test that uses it carries the marker `shared`."""
    return shared_folder()
