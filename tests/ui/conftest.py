"""A window on a portfolio of a test's own, started as the program starts it, closed afterwards."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.services.new_portfolio import make_portfolio as make_sample
from tests.ui.drivers import WindowDriver
from tests.ui.planned import planned_file
from tests.ui.portfolios import TODAY, make_portfolio
from ui import app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    Start = Callable[..., WindowDriver]


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test settings and backups of its own."""
    for variable, name in (("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data")):
        monkeypatch.setenv(variable, str(tmp_path / name))


@pytest.fixture(scope="session")
def portfolio_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Return portfolio files of a size; each is made once."""
    folder = tmp_path_factory.mktemp("portfolios")

    def made(accounts: int) -> Path:
        path = folder / f"{accounts}.csplan"
        if not path.exists():
            make_portfolio(path, accounts).close()
        return path

    return made


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a team in the middle of its planned year, made once."""
    return planned_file(tmp_path_factory.mktemp("lived"))


@pytest.fixture
def planned(lived: Path, start: Start, tmp_path: Path) -> WindowDriver:
    """Return the program on a copy of that file."""
    path = tmp_path / "planned.csplan"
    shutil.copy(lived, path)
    return start(None, str(path))


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample portfolio of the day of the pictures, made once."""
    path = tmp_path_factory.mktemp("sample") / "sample.csplan"
    make_sample(path, Clock(TODAY), sample=True)
    return path


@pytest.fixture
def sample(start: Start, sample_file: Path, tmp_path: Path) -> WindowDriver:
    """Return the program on a copy of the sample."""
    path = tmp_path / "sample.csplan"
    shutil.copy(sample_file, path)
    return start(None, str(path))


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, portfolio_of: Callable[[int], Path]) -> Iterator[Start]:
    """Start the program on a copy of a portfolio with so many accounts, or with none at all."""
    drivers: list[WindowDriver] = []

    def started(accounts: int | None = 12, *arguments: str) -> WindowDriver:
        words = list(arguments)
        if accounts is not None:
            path = tmp_path / "team.csplan"
            shutil.copy(portfolio_of(accounts), path)
            words.insert(0, str(path))
        window = app.start(["csplanner", *words, "--today", TODAY.isoformat()])
        window.resize(1440, 900)
        driver = WindowDriver(window, qtbot)
        drivers.append(driver)
        driver.settle()
        driver.landing = driver.page
        if driver.landing == "today":
            driver.go("portfolio")  # where most tests begin
        return driver

    yield started
    for driver in drivers:
        driver.close()


@pytest.fixture
def driver(start: Start) -> WindowDriver:
    """Return the program on a portfolio of twelve accounts."""
    return start()
