"""Killed at any call that writes, the program has lost nothing that it said was saved.

A child acknowledges each commit on a pipe and is killed by SIGKILL at the chosen call, before it or
after half of its bytes. Afterwards the file is sound and holds the state that was acknowledged, or
the one after it and never a mix, and no scratch file is left once the portfolio was opened again.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.faults.scenes import SCENES
from tests.faults.trials import Trials, spread

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.disk import Bench
    from tests.faults.report import Tell

KILLED = ("edit", "import", "plan", "restore", "migration", "passphrase")
SHORT, FULL = 20, 1000


def _kills(trials: Trials, count: int, seed: int) -> None:
    dice = random.Random(seed)
    for at in spread(count, trials.known.calls):
        trials.kill(at, half=dice.random() < 0.5)


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_kill_loses_nothing(bench: Bench, place: Path, scene: str) -> None:
    """A few kills in every way of writing."""
    trials = Trials(bench, scene, place)
    _kills(trials, -(-SHORT // len(KILLED)), seed=7)
    assert trials.tally.wrong == []
    assert trials.tally.killed == trials.tally.trials > 0


@pytest.mark.torture
@pytest.mark.parametrize("scene", KILLED)
def test_a_thousand_kills_lose_nothing(bench: Bench, place: Path, scene: str, tell: Tell) -> None:
    """A sixth of a thousand each: where a scene has fewer calls, some more than once."""
    trials = Trials(bench, scene, place)
    wanted = -(-FULL // len(KILLED))
    while trials.tally.trials < wanted:
        _kills(trials, wanted - trials.tally.trials, seed=trials.tally.trials)
    tell(f"kill -9, {scene}: {trials.tally}")
    assert trials.tally.wrong == []
    assert trials.tally.killed == trials.tally.trials


@pytest.mark.torture
@pytest.mark.parametrize("when", ["before it", "after half of it"])
@pytest.mark.parametrize("scene", ["edit", "backup", "export", "migration"])
def test_a_kill_at_every_call(bench: Bench, place: Path, scene: str, when: str, tell: Tell) -> None:
    """Not one call of a scripted run is left out."""
    trials = Trials(bench, scene, place)
    for at in range(1, trials.known.calls + 1):
        trials.kill(at, half=when != "before it")
    tell(f"kill at every call, {when}, {scene}: {trials.tally}")
    assert trials.tally.wrong == []
    assert trials.tally.trials == trials.known.calls


@pytest.mark.parametrize(
    ("scene", "found"),
    [
        ("hasty", "1 acknowledged|2 acknowledged"),
        ("unjournaled", "p.csplan|found state"),
        ("in-place", "torn|found state"),
        ("untidy", "left behind: scratch.tmp"),
    ],
)
def test_the_judge_finds_what_is_planted(
    planted: Bench, place: Path, scene: str, found: str
) -> None:
    """A program that acknowledges early, writes in place or leaves files about is found out."""
    trials = Trials(planted, scene, place)
    _kills(trials, 40, seed=1)
    assert any(word in told for told in trials.tally.wrong for word in found.split("|"))
