"""Proves the review of a run: rows, ticks, parts that break a rule, discard, staleness, waiver."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from csplanner.base.clock import Clock
from csplanner.base.ids import new_id
from csplanner.domain.ids import TimeOffId
from csplanner.domain.records import Engagement, Person, TimeOff, Waiver
from csplanner.drawing.marks import State
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.explain_date import explain_proposed
from csplanner.services.proof import gap_words
from csplanner.store.portfolio import Portfolio
from tests.services.team import send_away
from tests.ui.planned import YEAR, planned_file
from tests.ui.portfolios import TODAY
from ui.dialogs.waive_form import WaiveForm
from ui.models.plan_sentences import told as told_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from csplanner.services.build_plan import PlanProposal
    from tests.ui.drivers import WindowDriver
    from ui.pages.review import ReviewPage

    Start = Callable[..., WindowDriver]


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PlanProposal]:
    """Return a planned year in which a CSM will be away, and what a new run proposes; made once."""
    folder = tmp_path_factory.mktemp("proposed")
    path = planned_file(folder)
    with Portfolio.open(path, Clock(TODAY), folder / "backups") as portfolio:
        send_away(portfolio, "C1", dt.date(2027, 7, 1))
        request = PlanRequest(year=YEAR, today=TODAY, effort="quick")
        return path, propose(portfolio, request)


def _send_away(portfolio: Portfolio, who: str, start: dt.date, end: dt.date) -> None:
    person = next(p for p in portfolio.all(Person) if p.external_id == who)
    away = TimeOff(id=TimeOffId(new_id()), person_id=person.id, start=start, end=end)
    with portfolio.change("Leave") as work:
        work.put(away)


@pytest.fixture
def review(
    start: Start, tmp_path: Path, proposed: tuple[Path, PlanProposal]
) -> tuple[WindowDriver, ReviewPage]:
    """Stand before the review of the proposal, on a copy of the file."""
    path, proposal = proposed
    copy = tmp_path / "mine.csplan"
    copy.write_bytes(path.read_bytes())
    driver = start(None, str(copy))
    driver.go("review", proposal=proposal)
    page: Any = driver.window.pages["review"]
    return driver, page


def _digest(driver: WindowDriver) -> list[tuple[str, dt.date, bool]]:
    return sorted((e.id, e.date, e.locked) for e in driver.workspace.all(Engagement))


def test_without_a_proposal_there_is_an_empty_state(start: Start) -> None:
    """The page says that there is no run, and offers to make one."""
    driver = start(3)
    driver.go("review")
    assert (driver.page, driver.title) == ("review", "Plan runs")
    assert "No run yet" in driver.words()
    assert driver.window.pages["review"].inspector() is None


def test_every_change_is_a_row_and_nothing_is_written(
    review: tuple[WindowDriver, ReviewPage],
) -> None:
    """All rows are ticked; figures stand beside the calendar's; the calendar is as it was."""
    driver, page = review
    assert driver.title == "Review run 2"
    kinds = {row.group for row in page.rows}
    assert "moved" in kinds
    assert page.list.ticks == {row.touch for row in page.rows if row.group != "unplaced"}
    assert page.part is not None
    assert page.part.broken == ""
    assert "Coverage" in page.tiles.accessibleName()
    assert "was" in page.tiles.accessibleName()


def test_space_leaves_a_change_and_the_figures_follow(
    review: tuple[WindowDriver, ReviewPage],
) -> None:
    """A change without its tick is not in the part; Ctrl+A takes all again."""
    driver, page = review
    row = next(row for row in page.list.rows if row.group == "added")
    placed = page.part.figures.placed if page.part else 0
    page.list.select(row)
    driver.press("Space", on=page.list)
    driver.settle()
    assert row.touch not in page.list.ticks
    assert page.part is not None
    assert page.part.figures.placed == placed - 1
    assert "left" in page.list.accessibleName()
    driver.press("Ctrl+A")
    driver.settle()
    assert row.touch in page.list.ticks


def test_a_part_that_breaks_a_rule_names_it_and_cannot_be_accepted(
    review: tuple[WindowDriver, ReviewPage],
) -> None:
    """Leaving a touch in the leave is told over the list, and Accept selected is off."""
    driver, page = review
    for row in [row for row in page.list.rows if row.group in {"moved", "removed"}]:
        page.list.tick(row, on=False)
    driver.settle()
    assert page.part is not None
    assert "leave" in page.part.broken
    assert "leave" in page.hint.label.text()
    assert not driver.window.actions_table.get("review.accept_some").enabled
    assert driver.window.actions_table.get("review.accept").enabled


def test_a_part_is_accepted_alone(review: tuple[WindowDriver, ReviewPage]) -> None:
    """Without one added touch, the rest is written and that one is not; a locked one is locked."""
    driver, page = review
    left = next(row for row in page.list.rows if row.group == "added")
    locked = next(row for row in page.list.rows if row.group == "moved")
    page.list.tick(left, on=False)
    page.list.lock(locked)
    driver.settle()
    driver.window.actions_table.trigger("review.accept_some")
    driver.settle()
    assert driver.page == "plan"
    dated = {e.touch: e for e in driver.workspace.all(Engagement) if e.state.value == "planned"}
    assert left.touch not in dated
    assert (dated[locked.touch].date, dated[locked.touch].locked) == (locked.after, True)


def test_discard_writes_nothing(review: tuple[WindowDriver, ReviewPage]) -> None:
    """Ctrl+D leaves the calendar as it was and the page empty."""
    driver, page = review
    before = _digest(driver)
    driver.press("Ctrl+D")
    driver.settle()
    assert _digest(driver) == before
    assert (driver.page, page.proposal) == ("plan", None)


def test_a_stale_run_is_not_accepted(review: tuple[WindowDriver, ReviewPage]) -> None:
    """If the portfolio moved on, the page says so, and accepting is refused with 'Run again'."""
    driver, page = review
    _send_away(driver.workspace, "C2", dt.date(2027, 10, 4), dt.date(2027, 10, 8))
    driver.settle()
    assert "Run the plan again" in driver.words()
    before = _digest(driver)
    driver.window.actions_table.trigger("review.accept")
    driver.settle()
    assert "changed since this plan" in driver.notice
    assert _digest(driver) == before
    assert page.proposal is not None


def test_rows_may_be_grouped_by_csm(review: tuple[WindowDriver, ReviewPage]) -> None:
    """The same rows stand under the names of their CSMs."""
    _, page = review
    before = {row.touch for row in page.list.rows}
    page.by.choose("csm")
    assert {row.touch for row in page.list.rows} == before
    owners = [row.owner for row in page.list.rows]
    assert owners == sorted(owners)


def test_the_whole_plan_shows_ghosts(review: tuple[WindowDriver, ReviewPage]) -> None:
    """In the year grid a moved touch is a ghost where it was and a new glyph where it goes."""
    driver, page = review
    page.by.choose("whole")
    driver.settle()
    moved = next(row for row in page.rows if row.group == "moved" and row.before != row.after)
    content = page.whole.scene.content
    assert content is not None
    marks = content.row(content.places[moved.account_id]).marks
    assert (moved.before, State.MOVED_FROM) in {(m.on, m.state) for m in marks}
    assert (moved.after, State.ADDED) in {(m.on, m.state) for m in marks}
    page.whole.select(moved.account_id)
    assert page.list.row is not None
    assert page.list.row.account_id == moved.account_id


def test_the_pointer_ticks_and_selects(review: tuple[WindowDriver, ReviewPage]) -> None:
    """A click on the box of the first row turns its tick; elsewhere it selects only."""
    _, page = review
    row = page.list.rows[0]
    at = QPoint(18, 26 + 14)
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.list.row is row
    assert row.touch not in page.list.ticks
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(100, 0))
    assert row.touch not in page.list.ticks


def test_what_cannot_be_placed_may_be_waived(review: tuple[WindowDriver, ReviewPage]) -> None:
    """A waiver with a reason is kept; without a reason it is refused."""
    driver, page = review
    row = page.rows[0]
    page.act.asked("waive", row)
    form = page.act.form
    assert isinstance(form, WaiveForm)
    form.accept()
    assert "needs a reason" in form.wrong.text()
    form.reason.setText("The customer asked for fewer calls")
    form.decides.setEditText("H. Brandiss")
    form.accept()
    driver.settle()
    assert [w.touch for w in driver.workspace.all(Waiver)] == [row.touch]


def test_a_bound_is_proven_on_request(review: tuple[WindowDriver, ReviewPage]) -> None:
    """A quick run has none; asked for, the tile says how near it is, and ticks stay."""
    driver, page = review
    row = next(row for row in page.rows if row.group != "unplaced")
    page.list.tick(row, on=False)
    driver.settle()
    assert "no bound" in _tiles(page)
    action = next(a for a in page.page_actions() if a.name == "review.prove")
    assert action.enabled
    action.run()
    driver.settle()
    assert page.proposal is not None
    assert page.proposal.result.plan.meta.bound is not None
    assert page.part is not None
    assert gap_words(page.part.gap) in _tiles(page)
    assert row.touch not in page.list.ticks
    assert not action.enabled


def _tiles(page: ReviewPage) -> str:
    return page.tiles.accessibleName()


def test_what_cannot_be_placed_is_explained(review: tuple[WindowDriver, ReviewPage]) -> None:
    """The inspector asks the planner about the one that is selected, searched before or not."""
    driver, page = review
    with page.workspace.change("Leave") as work:
        for person in page.workspace.where(Person, external_id="C1"):
            start, end = dt.date(YEAR, 7, 1), dt.date(YEAR, 9, 30)
            work.put(TimeOff(id=TimeOffId(new_id()), person_id=person.id, start=start, end=end))
    request = PlanRequest(year=YEAR, today=TODAY, effort="quick")
    driver.go("review", proposal=propose(page.workspace, request))
    assert page.proposal is not None
    row = next(row for row in page.rows if row.group == "unplaced")
    page.list.select(row)
    driver.settle()
    words = "\n".join(label.text() for label in page.panel.findChildren(QLabel))
    told = explain_proposed(page.proposal, row.touch)
    assert "Why it has no date" in words
    assert told.relax is not None
    assert told_words(told.relax) in words


def test_what_cannot_be_met_stands_over_the_list(
    review: tuple[WindowDriver, ReviewPage],
) -> None:
    """The largest limit is said with its arithmetic; windows without a day are left to the list."""
    from csplanner.planning.shortfalls import Shortfall

    driver, page = review
    assert page.proposal is not None
    short = Shortfall(
        kind="visits",
        who="CEO",
        period="2027",
        asked=5,
        available=3,
        missing=2,
        touches=(),
        detail="CEO: 5 visits asked in 2027, at most 3; 2 cannot be held",
    )
    window = replace(short, kind="window", detail="K01: no day is free")
    for found, said in (((window,), ""), ((short, window, window), short.detail)):
        driver.go("review", proposal=replace(page.proposal, infeasible=found))
        assert (said in driver.words()) is True
        assert page.hint.isVisible() is bool(said)
