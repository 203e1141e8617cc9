"""After a power cut at any call nothing is corrupt and nothing that was acknowledged is lost.

The calls of a run are recorded and replayed on a disk that forgets (see `power`), cut at a random
call; what is then on the disk is opened by the program itself and judged as after a kill.
"""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.faults.disk import Fault
from tests.faults.power import Disk, read_log
from tests.faults.trials import Trials, must

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.disk import Bench
    from tests.faults.power import Call
    from tests.faults.report import Tell

SCENES = ("edit", "backup", "import", "plan", "new", "restore", "migration", "export", "passphrase")
DROPS = (0.2, 0.5, 1.0)
SHORT, FULL = 100, 5000


def _record(trials: Trials) -> tuple[list[Call], str]:
    """Run a scene once and return its calls, and the folder that they name."""
    place, log = trials.fresh(), trials.folder / "log"
    must(trials.bench.run(trials.scene, "run", place, Fault(log=str(log))))
    return read_log(log), str(place)


def cuts(trials: Trials, count: int, seed: int = 3) -> None:
    """Cut the power `count` times, at calls spread over the run, and judge each."""
    calls, root = _record(trials)
    dice = random.Random(seed)
    at = sorted(dice.randrange(len(calls) + 1) for _ in range(count))
    disk, played, place = Disk(trials.template, root), 0, trials.folder / "cut"
    for number, end in enumerate(at):
        for call in calls[played:end]:
            disk.play(call)
        played = end
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        drop = DROPS[number % len(DROPS)]
        disk.cut(dice, drop, place)
        trials.judge(place, disk.acked, f"cut at {end} of {len(calls)}, drop {drop}")


def _share(count: int) -> int:
    """Return each scene's share of all cuts."""
    return -(-count // len(SCENES))


@pytest.mark.parametrize("scene", SCENES)
def test_a_power_cut_loses_nothing(bench: Bench, place: Path, scene: str) -> None:
    """A hundred cuts in all."""
    trials = Trials(bench, scene, place)
    cuts(trials, _share(SHORT))
    assert trials.tally.wrong == []


@pytest.mark.torture
@pytest.mark.parametrize("scene", SCENES)
def test_five_thousand_power_cuts_lose_nothing(
    bench: Bench, place: Path, scene: str, tell: Tell
) -> None:
    """Five thousand in all."""
    trials = Trials(bench, scene, place)
    cuts(trials, _share(FULL), seed=11)
    tell(f"power cut, {scene}: {trials.tally}")
    assert trials.tally.wrong == []


@pytest.mark.parametrize(
    ("scene", "count"),
    [("careless", 40), ("in-place", 40), ("unjournaled", 40), ("unsettled", 160)],
)
def test_the_disk_finds_what_is_planted(
    planted: Bench, place: Path, scene: str, count: int
) -> None:
    """Without syncs, or written in place, the same cuts do lose and corrupt; some less often."""
    trials = Trials(planted, scene, place)
    cuts(trials, count)
    assert trials.tally.wrong
