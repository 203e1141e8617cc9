"""Files are written whole or not at all, and names of files are safe everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csplanner.base.errors import Trouble
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


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """The folder is named and not made in silence."""
    with pytest.raises(Trouble, match="Cannot write"):
        write_atomically(tmp_path / "none" / "plan.csv", b"x")


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
