"""Proves the page of plan runs: the list, the curve of a search, cancel, what-ifs beside it."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from csplanner.domain.engagement import RunState
from csplanner.domain.records import Engagement, Person, PlanRun, Trip
from csplanner.services import build_plan
from csplanner.services.what_if import Supposed
from tests.ui.planned import planned_file
from ui.dialogs.what_if_form import WhatIfForm
from ui.widgets.cost_curve import CostCurve
from ui.widgets.job_strip import JobStrip
from ui.widgets.runs_view import change_words, figure_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from csplanner.base.job import Job
    from tests.ui.drivers import WindowDriver

    Start = Callable[..., WindowDriver]


@pytest.fixture
def driver(start: Start, tmp_path: Path) -> WindowDriver:
    """Stand before the runs of a planned year."""
    found = start(None, str(planned_file(tmp_path)))
    found.go("review")
    return found


def page_of(driver: WindowDriver) -> Any:
    return driver.window.pages["review"]


def _strip(driver: WindowDriver) -> Any:
    return driver.window.findChild(JobStrip)


def calendar(driver: WindowDriver) -> tuple[Any, ...]:
    return tuple(driver.workspace.all(Engagement)), tuple(driver.workspace.all(Trip))


def test_the_runs_are_listed(driver: WindowDriver) -> None:
    """The accepted run stands in the list, with the words about it above."""
    page = page_of(driver)
    assert page.stack.currentWidget() is page.runs
    assert page.runs.table.rowCount() == 1
    assert "Run 1 of" in page.runs.title.text()
    assert page.buttons() == ("review.what_if", "review.run")


def test_a_what_if_is_kept_beside_the_plan(driver: WindowDriver, qtbot: QtBot) -> None:
    """Both sides are shown; the calendar is as it was; it can be removed and that undone."""
    page, before = page_of(driver), calendar(driver)
    csm = next(p for p in driver.workspace.all(Person) if p.external_id == "C1")
    page.lister.suppose(Supposed(without=(csm.id,)))
    qtbot.waitUntil(lambda: driver.workspace.count(PlanRun) == 2, timeout=60_000)
    run = page.runs.chosen
    assert run.state is RunState.WHAT_IF
    assert page.runs.both.isVisibleTo(page)
    assert page.runs.both.title.text() == "What if: without Person C1"
    qtbot.waitUntil(lambda: "Cost of travel" in driver.words())
    assert calendar(driver) == before
    page.runs.remove.click()
    assert driver.workspace.count(PlanRun) == 1
    driver.workspace.undo()
    assert driver.workspace.count(PlanRun) == 2


def test_what_cannot_be_supposed_is_told(driver: WindowDriver, qtbot: QtBot) -> None:
    """A CEO without a limit has no visits to add: a notice, and no run."""
    page_of(driver).lister.suppose(Supposed(ceo_visits=1))
    qtbot.waitUntil(lambda: "no limit of visits" in driver.notice, timeout=60_000)
    assert driver.workspace.count(PlanRun) == 1


def test_the_form_reads_what_is_chosen(driver: WindowDriver) -> None:
    """Person, quarter and visits come out as dates and ids."""
    found: list[Supposed] = []
    form = WhatIfForm(page_of(driver), driver.workspace, 2027, found.append)
    form.without.setCurrentIndex(1)
    form.frozen.setCurrentIndex(4)
    form.visits.setCurrentIndex(2)
    form.do_button.click()
    (supposed,) = found
    assert supposed.without == (form.without.itemData(1),)
    assert [str(day) for day in supposed.no_travel[0]] == ["2027-10-01", "2027-12-31"]
    assert supposed.ceo_visits == 2
    form.deleteLater()


def test_a_search_draws_its_curve_and_is_cancelled_without_a_trace(
    driver: WindowDriver, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Best costs come in as points of the line; after Cancel nothing is reviewed or written."""
    page, before, gate = page_of(driver), calendar(driver), threading.Event()
    propose = build_plan.propose

    def slow(reader: Any, request: Any, job: Job, tell: Any) -> Any:
        for share, cost in ((0.1, 900.0), (0.4, 700.0)):
            job.step(share, f"Improving the plan: {cost:,.0f} points")
            job.best(share, cost)
            gate.wait(0.1)
        while True:
            gate.wait(0.02)
            job.step(0.5, "Improving the plan: 700 points")
        return propose(reader, request, job, tell)

    monkeypatch.setattr(build_plan, "propose", slow)
    page.run_plan()
    qtbot.waitUntil(lambda: len(page.runs.curve.points) == 2, timeout=20_000)
    assert page.runs.live.isVisibleTo(page)
    assert page.runs.curve.points == ((0.1, 900.0), (0.4, 700.0))
    assert "from 900 to 700 points" in page.runs.curve.accessibleName()
    qtbot.waitUntil(lambda: _strip(driver).isVisibleTo(driver.window), timeout=20_000)
    assert _strip(driver).curve.points == page.runs.curve.points
    page.runs.cancel.click()
    qtbot.waitUntil(lambda: not driver.window.context.jobs.running, timeout=20_000)
    assert not page.runs.live.isVisibleTo(page)
    assert page.proposal is None
    assert calendar(driver) == before


def test_what_cannot_be_met_is_said_before_the_search(driver: WindowDriver) -> None:
    """A CEO with one visit a year and more customers: the arithmetic stands in a notice."""
    with driver.workspace.change("One visit") as work:
        for ceo in driver.workspace.where(Person, role="CEO"):
            work.put(replace(ceo, visits_per_year=1))
        for visit in driver.workspace.where(Engagement, type="ceo_visit"):
            work.remove(visit)
    said: list[tuple[str, str, tuple[str, ...]]] = []
    jobs = driver.window.context.jobs

    def heard(notice: Any) -> None:
        said.append((notice.kind, notice.text, tuple(job.key for job in jobs.running)))

    driver.window.context.told.connect(heard)
    page_of(driver).run_plan()
    driver.settle()
    kind, text, running = next(each for each in said if each[0] == "warning")
    assert "More is asked than can be" in text
    assert "at most 1" in text
    assert "plan.run" in running, "it is said while the search has yet to end"
    assert kind == "warning"


def test_the_planner_itself_says_its_best_cost(driver: WindowDriver) -> None:
    """A run tells figures that never rise within one search."""
    from csplanner.base.job import Job

    told: list[tuple[float, float]] = []
    request = build_plan.PlanRequest(year=2027, today=driver.window.context.today, effort="quick")
    job = Job(note=lambda share, figure: told.append((share, figure)))
    build_plan.propose(driver.workspace, request, job)
    assert told
    assert all(0 <= share <= 1 for share, _ in told)
    assert [figure for _, figure in told] == sorted((f for _, f in told), reverse=True)


def test_figures_and_changes_read_well() -> None:
    """Shares, hours and money with their sign; what stays says so."""
    assert figure_words(0.984, "percent", "USD") == "98.4%"
    assert figure_words(1850, "hours", "USD") == "1,850 h"
    assert change_words(0.984, 0.934, "percent", "") == "\N{MINUS SIGN}5.0 points"
    assert change_words(0.9, 0.95, "percent", "") == "+5.0 points"
    assert change_words(10, 12, "number", "") == "+2"
    assert change_words(120_000, 95_000, "money", "USD") == "\N{MINUS SIGN}$25k"
    assert change_words(3, 3, "number", "") == "same"


def test_a_curve_without_points_says_so(qtbot: QtBot) -> None:
    """Empty, single and flat curves paint without a fault."""
    curve = CostCurve(96)
    qtbot.addWidget(curve)
    for points in ((), ((0.5, 10.0),), ((0.1, 5.0), (0.9, 5.0))):
        curve.show_points(points)
        assert not curve.grab().isNull()
