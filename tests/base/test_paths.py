"""Files are written whole or not at all, and names of files are safe everywhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.base.errors import Trouble, UserMistake
from csplanner.base.paths import safe_name, write_atomically


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """The new content is there and nothing is left beside it."""
    target = tmp_path / "plan.csv"
    write_atomically(target, b"old")
    write_atomically(target, b"new and longer")
    assert target.read_bytes() == b"new and longer"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.csv"]


def test_a_failed_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the move fails, the old file is as it was and the sentence says what to do."""
    target = tmp_path / "plan.csv"
    target.write_bytes(b"old")

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Trouble, match="No space left") as raised:
        write_atomically(target, b"new")
    assert "free some space" in raised.value.hint
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.csv"]


@pytest.mark.parametrize("place", ["none/plan.csv", ".", "file/plan.csv", "x" * 300])
def test_a_path_that_cannot_be_a_file_is_the_users_mistake(tmp_path: Path, place: str) -> None:
    """A missing folder is named and not made in silence; a folder is no file; nothing is left."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserMistake, match="Cannot write"):
        write_atomically(tmp_path / place, b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_links_are_followed_and_pipes_are_written_to(tmp_path: Path) -> None:
    """What stands at the end of a link is replaced; a pipe stays a pipe."""
    target, link, pipe = tmp_path / "plan.csv", tmp_path / "link.csv", tmp_path / "pipe"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_atomically(pipe, b"through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert pipe.is_fifo()


@given(st.text(max_size=300))
def test_a_safe_name_stays_inside_its_folder(text: str) -> None:
    """Whatever an account is called, its file name is short, plain and no path."""
    name = safe_name(text)
    assert 0 < len(name) <= 130
    assert Path(name).name == name
    assert name.isascii()
    assert name.isprintable()
    assert name[0] not in ". -"
    assert name[-1] not in ". "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ardenmoor Freight", "Ardenmoor-Freight"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "file-CON"),
        ("nul.txt", "file-nul.txt"),
        ("Zürich & Söhne", "Zurich-Sohne"),
        ("株式会社", "file"),
    ],
)
def test_nasty_names(text: str, name: str) -> None:
    """Separators, reserved words, accents and foreign scripts are handled as told."""
    assert safe_name(text) == name
