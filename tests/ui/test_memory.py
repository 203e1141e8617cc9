"""Proves what the window remembers, and that a broken file stops nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.memory import RECENT_KEPT, Memory

if TYPE_CHECKING:
    from pathlib import Path


def test_values_are_kept_between_two_runs(tmp_path: Path) -> None:
    """A value is read again; another type than the default's counts as not there."""
    path = tmp_path / "window.json"
    Memory(path).keep("inspector", value=False)
    again = Memory(path)
    assert again.get("inspector", True) is False
    assert again.get("inspector", "text") == "text"


def test_a_broken_file_counts_as_empty(tmp_path: Path) -> None:
    """Half a file, or another kind of file, gives the defaults."""
    path = tmp_path / "window.json"
    for text in ("{", "[1, 2]", "\x00"):
        path.write_text(text, encoding="utf-8")
        assert Memory(path).get("theme", "system") == "system"


def test_recent_portfolios_are_newest_first_few_and_there(tmp_path: Path) -> None:
    """The list is short, without doubles, and leaves out what was deleted."""
    memory = Memory(tmp_path / "window.json")
    paths = [tmp_path / f"{n}.csplan" for n in range(RECENT_KEPT + 2)]
    for path in paths:
        path.touch()
        memory.note_opened(path)
    memory.note_opened(paths[5])
    paths[-1].unlink()
    assert memory.recent[0] == paths[5]
    assert len(memory.recent) == RECENT_KEPT - 1
    assert len(set(memory.recent)) == len(memory.recent)
