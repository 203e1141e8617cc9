"""What a killed process left on its way is taken away; what is being written stays."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from csplanner.base.leftovers import discard, meant, on_its_way, sweep

if TYPE_CHECKING:
    from pathlib import Path


def _dead() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def test_only_what_the_dead_left_is_swept(tmp_path: Path) -> None:
    """A dead process's file goes with its journal; our own, and names of others, stay."""
    dead = _dead()
    ours = on_its_way(tmp_path / "brief.pdf")
    kept = [ours, tmp_path / f"brief.{dead}-0a1b2c3d.part", tmp_path / ".brief.part"]
    gone = [tmp_path / f".p.{dead}-0a1b2c3d.part", tmp_path / f".p.{dead}-0a1b2c3d.part-journal"]
    for path in (*kept, *gone):
        path.write_bytes(b"x")
    sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(kept)
    sweep(tmp_path / "no such folder")


def test_a_name_says_whose_it_is_and_a_long_one_is_cut(tmp_path: Path) -> None:
    """The file lies beside its target under a short hidden name."""
    path = on_its_way(tmp_path / ("ü" * 120))
    assert path.parent == tmp_path
    assert path.name.startswith(f".{'ü' * 90}.{os.getpid()}-")
    assert path != on_its_way(tmp_path / ("ü" * 120))
    assert meant(on_its_way(tmp_path / "brief.pdf")) == tmp_path / "brief.pdf"
    assert meant(tmp_path / ".brief.part") == tmp_path / ".brief.part"


def test_discarding_takes_the_journal_too(tmp_path: Path) -> None:
    """A copy that did not make it goes with its journal; nothing there is no error."""
    path = tmp_path / "copy"
    path.write_bytes(b"x")
    (tmp_path / "copy-journal").write_bytes(b"x")
    discard(path)
    discard(path)
    assert list(tmp_path.iterdir()) == []
