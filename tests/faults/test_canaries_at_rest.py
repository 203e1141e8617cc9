"""What a thief finds: no word of a portfolio with a passphrase in any file that the program wrote.

A run of verbs and of the window is watched from before libc; every file it wrote to, and every
file in the folders of the user, is searched afterwards. Only what was asked for by name (exports,
printed briefs) and the tables that went in may hold the canary.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.faults.canary_run import CANARY, WINDOW
from tests.faults.disk import ROOT, preloaded

if TYPE_CHECKING:
    from pathlib import Path

_FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


def _run(folder: Path, shim_path: Path, *arguments: str) -> tuple[list[str], list[str], str]:
    """Run it watched; returns files with a canary, connections that left, and stderr."""
    work, log = folder / "work", folder / "watch.log"
    work.mkdir()
    environment = preloaded(shim_path) | {"CSPLANNER_WATCH": str(log), "TMPDIR": str(folder)}
    for variable in (*_FOLDERS, "XDG_RUNTIME_DIR", "MPLCONFIGDIR"):
        place = folder / variable.lower()
        place.mkdir(mode=0o700)
        environment[variable] = str(place)
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.canary_run", str(work), *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    lines = log.read_text(errors="replace").splitlines()
    touched = {line.partition(" ")[2] for line in lines if line.startswith("write ")}
    touched |= {str(path) for path in folder.rglob("*") if path.is_file()}
    left = [line for line in lines if line.startswith("connect internet")]
    left = [line for line in left if not line.split()[-1].startswith(("127.", "::1"))]
    return sorted(_with_canary(touched, work)), left, done.stderr


def _with_canary(touched: set[str], work: Path) -> set[str]:
    from pathlib import Path as Real

    allowed = (str(work / "in"), str(work / "out"))
    found = set()
    for name in touched:
        path = Real(name)
        if name.startswith(allowed) or not path.is_file() or name.startswith(("/proc", "/dev")):
            continue
        content = path.read_bytes().lower()
        if any(form in content for form in (CANARY.lower().encode(), *_wide())):
            found.add(name)
    return found


def _wide() -> tuple[bytes, ...]:
    return CANARY.lower().encode("utf-16-le"), CANARY.lower().encode("utf-16-be")


def test_no_word_of_the_portfolio_lies_about(tmp_path: Path, shim_path: Path) -> None:
    """No file, no line on stderr from the window, and no connection."""
    found, left, stderr = _run(tmp_path, shim_path)
    assert found == []
    assert left == []
    _, marker, said = stderr.partition(WINDOW)  # before it, verbs answer who asked them
    assert marker
    assert CANARY not in said


def test_a_planted_leak_is_found(tmp_path: Path, shim_path: Path) -> None:
    """One thumbnail in a cache is enough."""
    found, _, _ = _run(tmp_path, shim_path, "leak")
    assert [name.rpartition("/")[2] for name in found] == ["thumbnail"]
