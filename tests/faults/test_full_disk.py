"""Full, failing and read-only disks: nothing is lost, and the message says what, where and why.

The shim refuses writes once the room is used up, as a full disk does; where the system allows it
the same is done on a real one of a megabyte (see `test_a_real_small_disk`).
"""

from __future__ import annotations

import errno
import hashlib
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.faults.disk import ROOT, Fault
from tests.faults.trials import Trials, spread

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.disk import Bench, Ended
    from tests.faults.report import Tell

WRITERS = ("edit", "backup", "import", "export", "restore", "new", "migration", "passphrase")
PAPERS = ("pdf", "settings")
_WHERE = {"edit": "p.csplan", "backup": "backups", "import": "backups", "migration": "backups"}
_WHERE |= {"export": "out", "restore": "again.csplan", "new": "new.csplan"}
_WHERE |= {"passphrase": "p.csplan", "pdf": "brief.pdf", "settings": "window.json"}


def _failed(trials: Trials, fault: Fault, told: str) -> Ended:
    """Run a scene under a fault, judge what is there, and that nothing lies about at once."""
    place = trials.fresh()
    ended = trials.bench.run(trials.scene, "run", place, fault)
    stray = [p.name for p in place.rglob(".*") if p.name.endswith((".part", ".part-journal"))]
    if stray:
        trials.tally.wrong.append(f"{told}: left {stray}")
    if ended.kind not in {"", "trouble", "mistake"}:
        trials.tally.wrong.append(f"{told}: {ended.message}")
    trials.judge(place, ended.acks, told)
    return ended


def _names_it(scene: str, ended: Ended) -> bool:
    said = f"{ended.message} {ended.hint}"
    return _WHERE[scene] in said and ".part" not in said and "Nothing" not in ended.message


@pytest.mark.parametrize("scene", [*WRITERS, *PAPERS])
def test_a_full_disk_loses_nothing(bench: Bench, place: Path, scene: str) -> None:
    """From nothing to twice the file: the old state or a whole new one, in words."""
    _fill(Trials(bench, scene, place), levels=4)


@pytest.mark.torture
@pytest.mark.parametrize("scene", [*WRITERS, *PAPERS])
def test_twenty_levels_of_a_full_disk(bench: Bench, place: Path, scene: str, tell: Tell) -> None:
    """The same at twenty levels."""
    trials = Trials(bench, scene, place)
    refused = _fill(trials, levels=20)
    tell(f"disk full, {scene}: 20 levels, {refused} refused, {trials.tally}")


def _fill(trials: Trials, levels: int) -> int:
    """Run a scene with more and more room; returns how often it was refused."""
    scene = trials.scene
    refused = 0
    most = 80_000 if scene in PAPERS else 1_200_000
    for level in range(levels):
        room = level * most // (levels - 1)
        ended = _failed(trials, Fault(room=room), f"{room} bytes free")
        refused += bool(ended.kind)
        if ended.kind:
            said = f"{ended.message} {ended.hint}"
            assert _names_it(scene, ended), said
            assert "full" in said or "needs" in said, said
            assert any(unit in said for unit in ("bytes", "kB", "MB", "GB")), said
    assert trials.tally.wrong == []
    assert refused > 0
    return refused


# Only notes beside the file are renamed there, and nothing depends on them.
UNTOLD = {("R", "edit"), ("R", "passphrase")}


@pytest.mark.parametrize("scene", ["edit", "export", "passphrase"])
@pytest.mark.parametrize(("kind", "share"), [("S", 3), ("W", 3), ("r", 4), ("R", 1), ("C", 2)])
def test_a_failing_disk_is_told(
    bench: Bench, place: Path, scene: str, kind: str, share: int
) -> None:
    """Syncs, writes, reads, renames and new files that fail with EIO at places over the run."""
    trials = Trials(bench, scene, place)
    counted = bench.run(
        scene, "run", trials.fresh(), Fault(fail=(kind, 10**6, errno.EIO, False))
    ).failed
    told = 0
    for at in spread(share, counted):
        ended = _failed(trials, Fault(fail=(kind, at, errno.EIO, False)), f"EIO at {kind} {at}")
        told += bool(ended.kind)
    assert trials.tally.wrong == []
    assert told > 0 or not counted or (kind, scene) in UNTOLD


@pytest.mark.torture
def test_fifty_failing_syncs(bench: Bench, place: Path, tell: Tell) -> None:
    """EIO at fifty fsyncs of edits, backup and export: each is told, the last saved state stays."""
    told = tried = 0
    for scene in ("edit", "backup", "export", "import", "restore"):
        trials = Trials(bench, scene, place)
        probe = Fault(fail=("S", 10**6, errno.EIO, False))
        syncs = bench.run(scene, "run", trials.fresh(), probe).failed
        for at in spread(10 if scene != "edit" else 30, syncs):
            ended = _failed(trials, Fault(fail=("S", at, errno.EIO, False)), f"EIO at sync {at}")
            tried += 1
            told += bool(ended.kind)
        assert trials.tally.wrong == []
    tell(f"EIO on fsync: {tried} places, {told} told, the rest while closing; 0 lost")
    assert tried >= 50


@pytest.mark.parametrize("scene", ["edit", "backup", "restore", "new", "export", "passphrase"])
def test_a_read_only_disk_is_told(bench: Bench, place: Path, scene: str) -> None:
    """Nothing is written, and it is said where."""
    trials = Trials(bench, scene, place)
    where = trials.fresh()
    before = _digest(where)
    ended = bench.run(scene, "run", where, Fault(readonly=True))
    assert ended.kind in {"trouble", "mistake"}, ended
    assert "read-only" in f"{ended.message} {ended.hint}" or "cannot be written" in ended.message
    assert _digest(where) == before


def test_a_read_only_folder_opens_for_reading(bench: Bench, place: Path) -> None:
    """On a read-only disk the portfolio opens with the reason, and every change is refused."""
    trials = Trials(bench, "read", place)
    where = trials.fresh()
    before = _digest(where)
    ended = bench.run("read", "run", where, Fault(readonly=True))
    assert ended.kind == "mistake", ended
    assert ended.acks == 1
    assert "open read-only: p.csplan cannot be written in" in ended.message
    assert _digest(where) == before


def test_an_unclosed_file_on_a_read_only_disk(bench: Bench, place: Path) -> None:
    """With a journal to play back and nowhere to write, it is said to bring both files along."""
    trials = Trials(bench, "edit", place)
    where = trials.fresh()
    bench.run("edit", "run", where, Fault(kill=trials.known.steps[2] - 6))
    assert (where / "p.csplan-journal").stat().st_size
    before = _digest(where)
    ended = bench.run("read", "run", where, Fault(readonly=True))
    assert ended.kind == "trouble", ended
    assert "p.csplan-journal" in ended.hint
    assert _digest(where) == before


def _digest(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


_REAL = """
set -e
mount -t tmpfs -o size=1m none "$1"
cp "$2" "$1/p.csplan"
exec "$3" -m tests.faults.small_disk "$1"
"""


def test_a_real_small_disk(tmp_path: Path, bench: Bench, place: Path) -> None:
    """On a mounted disk of a megabyte, filled to twenty levels, the same holds as with the shim."""
    if (
        not shutil.which("unshare")
        or subprocess.run(["unshare", "-rm", "true"], check=False).returncode
    ):
        pytest.skip("mounting a small disk is not allowed here")
    trials = Trials(bench, "edit", place)
    disk = tmp_path / "disk"
    disk.mkdir()
    script = ["sh", "-c", _REAL, "sh", str(disk), str(trials.template / "p.csplan"), sys.executable]
    done = subprocess.run(
        ["unshare", "-rm", *script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == "20"
