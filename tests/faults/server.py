"""The process of `disk.Bench`: reads what to do, forks, and tells how the child ended."""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csplanner.base.errors import CsplannerError
from tests.faults.disk import Lever

if TYPE_CHECKING:
    from collections.abc import Callable


class Acks:
    """Counts what was acknowledged, on a pipe that outlives the child."""

    def __init__(self, pipe: int, lever: Lever, die_after: int) -> None:
        self._pipe, self._lever, self._die_after = pipe, lever, die_after
        self.count = 0
        self.steps: list[int] = []

    def __call__(self) -> None:
        """Acknowledge one more."""
        self.count += 1
        self.steps.append(self._lever.calls)
        os.write(self._pipe, b"a")
        self._lever.mark(self.count)
        if self.count == self._die_after:
            os.kill(os.getpid(), signal.SIGKILL)


def _child(act: Callable[..., Any], asked: dict[str, Any], lever: Lever, pipes: Any) -> None:
    """Do the act and write how it went; never returns."""
    acks_pipe, told_pipe = pipes
    fault = asked["fault"]
    acks = Acks(acks_pipe, lever, fault["ack"] if fault else -1)
    told: dict[str, Any] = {}
    try:
        if fault is not None:
            lever.arm(asked["folder"], fault)
        arguments = (
            (Path(asked["folder"]), acks) if asked["act"] == "run" else (Path(asked["folder"]),)
        )
        told["value"] = act(*arguments)
    except CsplannerError as error:
        told |= {"kind": error.kind, "message": error.message, "hint": error.hint}
    except BaseException:  # noqa: BLE001 - told to the parent
        told |= {"kind": "crash", "message": traceback.format_exc()}
    told |= {"calls": lever.calls, "failed": lever.failed, "steps": acks.steps}
    os.write(told_pipe, json.dumps(told).encode())
    os._exit(0)


def _drain(pipe: int) -> bytes:
    parts = []
    while part := os.read(pipe, 1 << 16):
        parts.append(part)
    os.close(pipe)
    return b"".join(parts)


def _trial(act: Callable[..., Any], asked: dict[str, Any], lever: Lever) -> dict[str, Any]:
    acks_out, acks_in = os.pipe()
    told_out, told_in = os.pipe()
    child = os.fork()
    if child == 0:
        _child(act, asked, lever, (acks_in, told_in))
    os.close(acks_in)
    os.close(told_in)
    acks, told = len(_drain(acks_out)), _drain(told_out)
    _, status = os.waitpid(child, 0)
    return {
        "killed": os.WIFSIGNALED(status),
        "acks": acks,
        **(json.loads(told) if told else {}),
    }


def main() -> None:
    """Serve until stdin ends."""
    lever = Lever(sys.argv[1])
    scenes = importlib.import_module(sys.argv[2]).SCENES
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["act"] == "warm":
            # In this process itself, so that every later child begins with what was learned.
            getattr(scenes[asked["scene"]], "warm", lambda _: None)(Path(asked["folder"]))
            asked["act"] = "nothing"
        act = getattr(scenes[asked["scene"]], asked["act"], lambda _: None)
        sys.stdout.write(json.dumps(_trial(act, asked, lever)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
