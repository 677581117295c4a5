"""The commands of the gazetteer: results to standard output, the rest to standard error."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from dateline.errors import InputError
from dateline.gazetteer_cli import app

ROW = "\t".join(
    ["1", "Varn", "Varn", "", "10.5", "20.5", "P", "PPL", "ZZ", "", "01", "", "", "", "500",
     "", "", "", "2020-01-01"]
)  # fmt: skip


def run(*words: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit | typer.Exit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_lookup_prints_one_line_for_each_place_the_likeliest_first() -> None:
    code, out, _ = run("lookup", "Nawfaliyah")
    assert code == 0
    assert out.startswith("Nofaliya (")
    assert "30.7800, 17.8300 ± 5 km" in out
    assert "dateline:nofaliya" in out


def test_lookup_of_what_no_place_is_named_fails() -> None:
    code, out, err = run("lookup", "....")
    assert (code, out) == (1, "")
    assert "no place is named" in err


def test_a_built_gazetteer_is_looked_up(tmp_path: Path) -> None:
    dump, output = tmp_path / "ZZ.txt", tmp_path / "zz.gazetteer"
    dump.write_text(ROW + "\n")
    code, out, err = run("build", dump, "--output", output)
    assert (code, out) == (0, "")
    assert "1 places" in err
    code, out, _ = run("lookup", "Varn", "--gazetteer", output, "--limit", "1")
    assert code == 0
    assert "Varn (ZZ): settlement, 10.5000, 20.5000" in out


def test_rows_left_out_are_named_and_counted(tmp_path: Path) -> None:
    dump = tmp_path / "ZZ.txt"
    dump.write_text(ROW + "\n" + "broken\n" * 30)
    code, _, err = run("build", dump, "--output", tmp_path / "zz.gazetteer")
    assert code == 3
    assert "ZZ.txt:2: 1 columns" in err
    assert "ZZ.txt:12:" not in err
    assert "ZZ.txt: 30 rows left out" in err


def test_a_file_without_a_place_is_refused(tmp_path: Path) -> None:
    dump = tmp_path / "ZZ.txt"
    dump.write_text("no dump\n")
    with pytest.raises(InputError, match="no place in it could be used"):
        run("build", dump, "--output", tmp_path / "zz.gazetteer")
    assert not (tmp_path / "zz.gazetteer").exists()


def test_a_missing_file_is_refused_before_anything_is_built(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt"):
        run("build", tmp_path / "none.txt", "--output", tmp_path / "zz.gazetteer")


def test_own_places_are_added_and_found(tmp_path: Path) -> None:
    table, output = tmp_path / "own.csv", tmp_path / "own.gazetteer"
    table.write_text("name,lat,lon\nMill Crossing,31.5,16.2\nBroken,x,y\n")
    code, _, err = run("add", table, "--to", output)
    assert code == 3
    assert "own.csv:3:" in err
    assert "1 places added" in err
    _, out, _ = run("lookup", "Mill Crossing", "--gazetteer", output)
    assert out.startswith("Mill Crossing: settlement")
