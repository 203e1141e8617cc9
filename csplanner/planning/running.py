"""A search run in small steps that can be stopped, beside other threads where it is compiled."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from csplanner.planning.search import Search
from csplanner.planning.tables import COMPILED

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.base.job import Job

CHUNK = 4000


def _runner() -> Callable[[Search, int], int]:
    """Choose how to run: compiled, other threads go on meanwhile."""
    if COMPILED:
        try:
            found = importlib.import_module("csplanner.planning.release")
        except ImportError:
            return Search.run
        beside: Callable[[Search, int], int] = found.run_beside
        return beside
    return Search.run


_run = _runner()


def run_on(search: Search, iterations: int, job: Job) -> None:
    """Go on for so many iterations; raises Cancelled soon after the user asked to stop."""
    for done in range(0, iterations, CHUNK):
        job.check()
        _run(search, min(CHUNK, iterations - done))
