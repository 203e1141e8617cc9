"""Trials of a scene: what it does without a fault, and if a faulty run ends in a true state."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.faults.disk import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.disk import Bench, Ended


@dataclass(slots=True)
class Known:
    """A scene without faults: its state before, and after each acknowledgement; calls it makes."""

    template: Path
    states: tuple[str, ...]
    calls: int
    steps: tuple[int, ...]


@dataclass(slots=True)
class Tally:
    """Counts of trials and what was wrong in them."""

    trials: int = 0
    killed: int = 0
    acked: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Say the counts in one line."""
        return (
            f"{self.trials} trials, {self.killed} killed, {self.acked} acknowledged, "
            f"{len(self.wrong)} wrong"
        )


class Trials:
    """Runs one scene again and again, each time in a fresh copy of its folder."""

    def __init__(self, bench: Bench, scene: str, folder: Path) -> None:
        self.bench, self.scene, self.folder = bench, scene, folder / scene
        self.folder.mkdir()
        self.tally = Tally()
        self.known = self._learn()

    def fresh(self) -> Path:
        """Return a new copy of what the scene begins with."""
        place = self.folder / "trial"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.template, place)
        return place

    @property
    def template(self) -> Path:
        """What the scene begins with."""
        return self.folder / "template"

    def _learn(self) -> Known:
        self.template.mkdir()
        must(self.bench.run(self.scene, "prepare", self.template))
        self.bench.run(self.scene, "warm", self.fresh())
        whole = must(self.bench.run(self.scene, "run", self.fresh(), Fault()))
        states = [self.look(self.fresh())]
        for number in range(1, whole.acks + 1):
            place = self.fresh()
            self.bench.run(self.scene, "run", place, Fault(ack=number))
            states.append(self.look(place))
        return Known(self.template, tuple(states), whole.calls, tuple(whole.steps))

    def look(self, place: Path) -> str:
        """Return the state of a folder; raises AssertionError if it is unsound."""
        return str(must(self.bench.run(self.scene, "look", place)).value)

    def kill(self, at: int, *, half: bool = False) -> None:
        """Kill one run at a call, and judge what is there afterwards."""
        place = self.fresh()
        ended = self.bench.run(self.scene, "run", place, Fault(kill=at, half=half))
        self.tally.killed += ended.killed
        self.judge(place, ended.acks, f"kill at {at}{' in half' if half else ''}")

    def judge(self, place: Path, acks: int, told: str) -> None:
        """Count a trial, and note it if the state is neither the acknowledged one nor the next."""
        self.tally.trials += 1
        self.tally.acked += acks
        try:
            state = self.look(place)
        except AssertionError as error:
            self.tally.wrong.append(f"{self.scene}, {told}, {acks} acknowledged: {error}")
            return
        allowed = self.known.states[acks : acks + 2]
        if state not in allowed:
            at = [n for n, known in enumerate(self.known.states) if known == state]
            self.tally.wrong.append(
                f"{self.scene}, {told}: {acks} acknowledged, found state {at or state}"
            )


def must(ended: Ended) -> Ended:
    assert not ended.kind, f"{ended.message} {ended.hint}"
    assert not ended.killed, "killed"
    return ended


def spread(count: int, most: int) -> list[int]:
    """Return `count` numbers from 1 to `most`, evenly spread, all of them if there are fewer."""
    if count >= most:
        return list(range(1, most + 1))
    return sorted({1 + round(n * (most - 1) / max(1, count - 1)) for n in range(count)})
