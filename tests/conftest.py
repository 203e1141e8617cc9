"""What every test stands on: no screen, no user's folders, nothing left running or unseen."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import network
from tests.guards import Left, UnseenWarnings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
_HOME = Path(tempfile.mkdtemp(prefix="csplanner-tests-"))


def _stay_off_the_users_folders() -> None:
    """Point every folder that the program or a library would use at one that goes away."""
    for variable in [name for name in os.environ if name.startswith(("CSPLANNER_", "XDG_"))]:
        if variable != "CSPLANNER_SHARED":
            del os.environ[variable]
    places = {
        "HOME": "home",
        "XDG_DATA_HOME": "data",
        "XDG_CONFIG_HOME": "config",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
        "XDG_RUNTIME_DIR": "runtime",
        "MPLCONFIGDIR": "matplotlib",
    }
    for variable, name in places.items():
        folder = _HOME / name
        folder.mkdir(mode=0o700)
        os.environ[variable] = str(folder)
    # The key ring of whoever runs the tests is none of our business.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"


# Both must stand before anything imports Qt or asks for a folder, so not in a fixture.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
_stay_off_the_users_folders()
network.install()

# The same cases on every machine: a suite that fails now and then teaches nobody anything.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_unconfigure() -> None:
    """Remove the folders that stood in for the user's."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def _stays_on_this_machine() -> Iterator[None]:
    """Fail a test that tried to reach another machine, even if the attempt was swallowed."""
    before = len(network.attempts)
    yield
    if len(network.attempts) > before:
        pytest.fail(f"reached out: {network.attempts[before:]}", pytrace=False)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of specifications and real input beside the checkout, or skip."""
    folder = Path(os.environ.get("CSPLANNER_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("the folder shared/ with the real input does not lie beside this checkout")
    return folder


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread, a pool, a timer or a unit of work behind."""
    left = Left()
    yield
    found = left.found()
    if found:
        pytest.fail("left running: " + "; ".join(found), pytrace=False)


@pytest.fixture(autouse=True)
def _no_unseen_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which a warning was logged, unless it asks for `caplog` to judge it."""
    with UnseenWarnings() as unseen:
        yield
    if unseen.lines and "caplog" not in request.fixturenames:
        pytest.fail("logged, and not expected: " + "; ".join(unseen.lines), pytrace=False)
