"""The bench, and a folder in memory for its trials."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.disk import Bench, shim
from tests.faults.report import LINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.report import Tell


@pytest.fixture(scope="session")
def shim_path() -> Iterator[Path]:
    """Return the compiled shim, or skip where there is no Linux or no compiler."""
    made = shim()
    if made is None:
        pytest.skip("the shim before libc needs Linux and a C compiler")
    yield made
    made.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def bench(shim_path: Path) -> Iterator[Bench]:
    """Return a process that runs the program's scenes."""
    with Bench(shim_path) as made:
        yield made


@pytest.fixture(scope="module")
def planted(shim_path: Path) -> Iterator[Bench]:
    """Return a process that runs scenes with planted faults."""
    with Bench(shim_path, "tests.faults.planted") as made:
        yield made


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Return how a test tells a count for the table at the end of the run."""
    return request.config.stash.setdefault(LINES, []).append


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print what was injected how often."""
    lines = config.stash.get(LINES, [])
    if lines:
        terminalreporter.section("faults injected")
    for line in lines:
        terminalreporter.write_line(line)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in memory where there is one: trials sync thousands of times."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    made = Path(tempfile.mkdtemp(prefix="csplanner-", dir=memory))
    yield made
    shutil.rmtree(made, ignore_errors=True)
