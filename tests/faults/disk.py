"""The disk that fails on demand: a shim in C before libc, and a process whose children it rides.

The process loads the program once and forks a child for each trial, so that a thousand kills cost a
thousand forks and not a thousand starts. Only the files below the trial's folder are touched.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
_SOURCE = Path(__file__).with_name("shim.c.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong in a trial.

    `kill` is the number of the call that changes something and never returns, `half`: after half
    its bytes; `fail` is (kind of call, from which on, error number, whether for ever): S syncs,
    W writes, r reads, C makes a file, R renames, * any; `room` is the bytes free; `ack` dies after
    so many acknowledgements.
    """

    kill: int = -1
    half: bool = False
    fail: tuple[str, int, int, bool] | None = None
    room: int = -1
    readonly: bool = False
    ack: int = -1
    log: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a trial ended: killed or not, acknowledgements seen, calls counted, what it said."""

    killed: bool
    acks: int
    calls: int = 0
    kind: str = ""
    message: str = ""
    hint: str = ""
    value: Any = None
    failed: int = 0
    steps: tuple[int, ...] = field(default=())


@cache
def shim() -> Path | None:
    """Return the compiled shim, None where it cannot be: no Linux, no compiler."""
    if not sys.platform.startswith("linux"):
        return None
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        return None
    made = Path(tempfile.gettempdir()) / f"csplanner-shim-{os.getpid()}.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(made), "-xc", str(_SOURCE), "-ldl"]
    subprocess.run([*command, "-lpthread"], check=True, capture_output=True)
    return made


def preloaded(shim_path: Path) -> dict[str, str]:
    """Return the environment of a process with the shim before libc."""
    return {**os.environ, "LD_PRELOAD": str(shim_path), "PYTHONPATH": str(ROOT)}


class Bench:
    """A process that runs scenes, each in a forked child, under a fault."""

    def __init__(self, shim_path: Path, scenes: str = "tests.faults.all_scenes") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.server", str(shim_path), scenes],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=preloaded(shim_path),
            text=True,
        )

    def run(self, scene: str, act: str, folder: Path, fault: Fault | None = None) -> Ended:
        """Do one act of a scene ('prepare', 'run', 'look') in a folder, in a child of its own."""
        asked = {"scene": scene, "act": act, "folder": str(folder)}
        asked["fault"] = asdict(fault) if fault is not None else None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the bench ended by itself")
        return Ended(**json.loads(line))

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def __enter__(self) -> Self:
        """Be it."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.close()


class Lever:
    """The shim's own functions, in a process that was started with it."""

    def __init__(self, shim_path: str) -> None:
        self._shim = ctypes.CDLL(shim_path)
        self._shim.shim_calls.restype = ctypes.c_long
        self._shim.shim_seen.restype = ctypes.c_long

    def arm(self, folder: str, fault: dict[str, Any]) -> None:
        """Let what follows in this process meet the fault."""
        kill, log = ctypes.c_long(fault["kill"]), fault["log"].encode()
        self._shim.shim_arm(folder.encode(), log, kill, int(fault["half"]))
        if fault["fail"] is not None:
            kind, at, error, sticky = fault["fail"]
            char = ctypes.c_char(kind.encode())
            self._shim.shim_fail(char, ctypes.c_long(at), error, int(sticky))
        if fault["room"] >= 0:
            self._shim.shim_room(ctypes.c_long(fault["room"]))
        self._shim.shim_readonly(int(fault["readonly"]))

    def mark(self, number: int) -> None:
        """Note in the log that so much was acknowledged."""
        self._shim.shim_mark(ctypes.c_long(number))

    @property
    def calls(self) -> int:
        """How many calls changed something so far."""
        return int(self._shim.shim_calls())

    @property
    def failed(self) -> int:
        """How many calls of the failing kind were met."""
        return int(self._shim.shim_seen())
