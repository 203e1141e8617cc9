"""Proves that command line, window and paper say the same of health, coverage and retention."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from csplanner.cli.main import run
from csplanner.domain.health import round_half_up
from csplanner.domain.records import Account
from csplanner.services.plan_facts import year_facts
from tests.ui.portfolios import TODAY
from ui import formats

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]

NAME, YEAR = "Ardenmoor Freight", "2027"


@pytest.fixture
def copied(sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the sample that nobody has open."""
    monkeypatch.setenv("CSPLANNER_BACKUPS", str(tmp_path / "backups"))
    path = tmp_path / "figures.csplan"
    shutil.copy(sample_file, path)
    return path


def _said(path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """Return what a verb answers as JSON."""
    common = ["-p", str(path), "--today", TODAY.isoformat(), "--json"]
    assert run([*words, *common]) == 0, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def _read(path: Path) -> str:
    """Return the words of a PDF in one line."""
    document = pypdfium2.PdfDocument(path)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def _holds(paper: str, words: str) -> bool:
    """Tell whether paper says so; a failure need not print all of it."""
    return words in paper


def test_one_figure_wherever_it_stands(
    copied: Path, tmp_path: Path, start: Start, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same file and day give the same score, counts, hours and rates on all three."""
    score = _said(copied, capsys, "score", NAME)["accounts"][0]
    coverage = _said(copied, capsys, "coverage", YEAR)
    retention = _said(copied, capsys, "retention")
    brief, report = tmp_path / "brief.pdf", tmp_path / "coverage.pdf"
    _said(copied, capsys, "brief", NAME, "--audience", "internal", "--out", str(brief))
    _said(copied, capsys, "coverage", YEAR, "--out", str(report))
    driver = start(None, str(copied))
    _same_health(driver, score, _read(brief))
    _same_coverage(driver, coverage, _read(report))
    _same_retention(driver, retention)


def _same_health(driver: WindowDriver, score: dict[str, Any], paper: str) -> None:
    whole = round_half_up(score["health"]["score"])
    account = driver.workspace.where(Account, name=NAME)[0]
    driver.go("account", account_id=account.id)
    told = driver.account.cards[0].chart.accessibleDescription()  # type: ignore[attr-defined]
    assert told.startswith(f"Score {whole}, {score['health']['band']}: ")
    assert _holds(paper, f"they sum to the score, {whole}")
    points = {c["name"]: c["contribution"] for c in score["health"]["components"]}
    shown = {
        name: int(value)
        for name, value in (
            part.rstrip(".").split(" of ")[0].rsplit(" ", 1)
            for part in told.partition(": ")[2].split(", ")
        )
    }
    assert shown.keys() == points.keys()
    assert sum(shown.values()) == whole
    assert all(abs(shown[name] - points[name]) <= 1 for name in points)
    change = formats.percent(score["burden"]["change"])
    assert change in driver.words()
    assert _holds(paper, change)


def _same_coverage(driver: WindowDriver, coverage: dict[str, Any], paper: str) -> None:
    driver.go("coverage")
    driver.settle()
    page: Any = driver.window.pages["coverage"]
    driver.qtbot.waitUntil(lambda: page.drawn is not None, timeout=60_000)
    cells = {row.key: row.cells[-1].counts for row in page.drawn.matrix.rows}
    for row in coverage["rows"]:
        if row["period"] == "year":
            counts = f"{row['done'] + row['scheduled']} of {row['planned']}"
            assert cells[row["tier"]] == counts
            assert _holds(paper, counts)
    used = {person["id"]: person["utilisation"] for person in coverage["people"]}
    plan = {p.id: p.utilisation for p in year_facts(driver.workspace, TODAY.year, TODAY).loads}
    assert page.drawn.people
    for line in page.drawn.people:
        assert line.share == f"{used[line.load.key]:.0%}"
        assert used[line.load.key] == pytest.approx(plan[line.load.key], abs=5e-5)
        assert _holds(paper, line.share)


def _same_retention(driver: WindowDriver, retention: dict[str, Any]) -> None:
    driver.go("retention")
    driver.settle()
    page: Any = driver.window.pages["retention"]
    driver.qtbot.waitUntil(lambda: page.review is not None, timeout=60_000)
    tiles = page.board.tiles.accessibleName()
    for rate in ("grr", "nrr"):
        assert formats.percent(retention[rate], 1) in tiles
