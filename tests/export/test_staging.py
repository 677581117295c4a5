import os
import stat
import sys
from pathlib import Path

import pytest

from dateline.export.staging import OutputError, StagedFile, write_whole


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_appears_when_it_is_finished(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    with StagedFile(path) as file:
        file.write("one\n")
        assert not path.exists()
        file.write("two\n")
        file.finish()
    assert path.read_text("utf-8") == "one\ntwo\n"
    assert names_in(tmp_path) == ["claims.jsonl"]


def test_what_breaks_off_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("old", "utf-8")

    def stop() -> None:
        with StagedFile(path) as file:
            file.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert path.read_text("utf-8") == "old"
    assert names_in(tmp_path) == ["claims.jsonl"]


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "private.json"
    path.write_text("old", "utf-8")
    path.chmod(0o600)
    write_whole(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text("utf-8") == "new"


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old", "utf-8")
    link.symlink_to(target)
    write_whole(link, "new")
    assert link.is_symlink()
    assert target.read_text("utf-8") == "new"


def test_a_character_that_utf8_cannot_hold_becomes_its_json_escape(tmp_path: Path) -> None:
    write_whole(tmp_path / "x.json", '"\ud83d"')
    assert (tmp_path / "x.json").read_bytes() == b'"\\ud83d"'


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NO /dev/full on this system")
def test_a_full_disk_is_one_sentence() -> None:
    with pytest.raises(OutputError, match=r"/dev/full: cannot be written \(No space left"):
        write_whole(Path("/dev/full"), "x" * 100_000)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="NO PERMISSIONS for the superuser"
)
def test_a_folder_without_permission_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="cannot be written"):
        write_whole(tmp_path / "x", "x")


def test_a_folder_that_went_away_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file or directory"):
        write_whole(tmp_path / "gone" / "x", "x")
