"""Proves the annual plan in the window: empty states, planning, filters, edits, explanations."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from csplanner.base.ids import new_id
from csplanner.domain.ids import TimeOffId
from csplanner.domain.records import Engagement, Person, PlanRun, TimeOff
from csplanner.drawing.yeargrid import TRIPS_HEIGHT
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.explain_date import explain
from tests.ui.planned import YEAR, planned_file
from tests.ui.portfolios import TODAY
from ui.models.plan_grid import Kind
from ui.models.plan_sentences import told as told_words
from ui.widgets.plan_inspector_parts import GapRow, RuledOutRow
from ui.widgets.year_grid_scene import HEAD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.drivers import WindowDriver
    from ui.pages.annual_plan import AnnualPlanPage

    Start = Callable[..., WindowDriver]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a team in the middle of its planned year, made once."""
    return planned_file(tmp_path_factory.mktemp("lived"))


@pytest.fixture(scope="module")
def unplanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a team that has not planned yet, made once."""
    return planned_file(tmp_path_factory.mktemp("unplanned"), planned=False)


def _open(start: Start, tmp_path: Path, file: Path) -> tuple[WindowDriver, AnnualPlanPage]:
    copy = tmp_path / "mine.csplan"
    copy.write_bytes(file.read_bytes())
    driver = start(None, str(copy))
    driver.go("plan")
    page: Any = driver.window.pages["plan"]
    return driver, page


def _ahead(page: AnnualPlanPage, kind: str = "") -> Engagement:
    found = [
        e
        for e in page.workspace.all(Engagement)
        if e.date > TODAY and e.state.value == "planned" and (not kind or e.type.value == kind)
    ]
    return min(found, key=lambda e: (e.date, e.touch))


def _inspector(page: AnnualPlanPage) -> str:
    return "\n".join(label.text() for label in page.panel.findChildren(QLabel))


def test_without_accounts_import_is_offered(start: Start) -> None:
    """An empty portfolio shows what goes here and one button; nothing can be planned."""
    driver = start(0)
    driver.go("plan")
    assert driver.title == f"Annual plan {YEAR}"
    assert "No accounts yet" in driver.words()
    assert not driver.window.actions_table.get("plan.run").enabled


def test_accounts_without_a_run_show_rows_and_one_button(
    start: Start, tmp_path: Path, unplanned: Path
) -> None:
    """Rows with windows are there, the bar says what is missing, and its button plans."""
    driver, page = _open(start, tmp_path, unplanned)
    assert "not planned yet" in driver.words()
    content = page.grid.scene.content
    assert content is not None
    assert any(content.row(i).windows for i in content.places.values())
    driver.click("Run plan")
    driver.settle()
    assert driver.page == "review"
    assert page.workspace.count(Engagement) == 0


def test_a_run_is_reviewed_accepted_and_undone_in_one_step(
    start: Start, tmp_path: Path, unplanned: Path
) -> None:
    """Planning writes nothing; accepting fills the calendar; Ctrl+Z empties it again."""
    driver, page = _open(start, tmp_path, unplanned)
    driver.press("Ctrl+R")
    driver.settle()
    assert (driver.page, page.workspace.count(Engagement)) == ("review", 0)
    driver.press("Ctrl+Return")
    driver.settle()
    assert driver.page == "plan"
    placed = page.workspace.count(Engagement)
    assert placed > 50
    assert driver.notice.startswith("Run 1 accepted")
    assert page.context_line().startswith("Run 1 ")
    driver.press("Ctrl+Z")
    driver.settle()
    assert page.workspace.count(Engagement) == 0
    assert page.workspace.count(PlanRun) == 0


def test_what_is_wrong_is_counted_over_the_grid(start: Start, tmp_path: Path, lived: Path) -> None:
    """Two missed engagements are said in the tool row and lower a group's placed number."""
    _, page = _open(start, tmp_path, lived)
    assert page.tools.missed.text() == "2 missed"
    groups = [item.group for item in page.grid.scene.items if item.group is not None]
    short = [q.required - q.placed for group in groups for q in group.quarters]
    assert sum(short) == 2 + len(page.facts.unplaced if page.facts else ())


def test_a_count_lists_what_is_behind_it(start: Start, tmp_path: Path, lived: Path) -> None:
    """A click on '2 missed' names both in the inspector; a click on one selects its glyph."""
    driver, page = _open(start, tmp_path, lived)
    driver.click("2 missed")
    rows = page.panel.findChildren(GapRow)
    assert len(rows) == 2
    missed = {e.id: e for e in page.workspace.where(Engagement, state="missed")}
    rows[0].click()
    driver.settle()
    mark = page.grid.chosen_mark()
    assert mark is not None
    assert mark.id in missed
    assert "missed" in page.grid.words()


def test_a_gap_says_why_and_what_would_place_it(
    start: Start, tmp_path: Path, unplanned: Path
) -> None:
    """From '7 unplaced' to one: its reason, every ruled-out week, the limits; and back."""
    driver, page = _open(start, tmp_path, unplanned)
    person = next(p for p in page.workspace.all(Person) if p.external_id == "C1")
    start_of, end = dt.date(YEAR, 7, 1), dt.date(YEAR, 9, 30)
    away = TimeOff(id=TimeOffId(new_id()), person_id=person.id, start=start_of, end=end)
    with page.workspace.change("Leave") as work:
        work.put(away)
    adopt(page.workspace, propose(page.workspace, PlanRequest(year=YEAR, today=TODAY)))
    driver.settle()
    assert page.facts is not None
    page.ask("unplaced")
    rows = page.panel.findChildren(GapRow)
    assert len(rows) == len(page.facts.unplaced) > 0
    gap = next(row for row in page.facts.unplaced if ":CHECK-ENT:2027-Q3" in row.touch)
    touch = gap.touch
    next(row for row in rows if row.property("word") == f"gap {touch}").click()
    driver.settle()
    told = explain(page.workspace, touch, TODAY)
    words = _inspector(page)
    assert "Why it has no date" in words
    assert "What would place it" in words
    assert told.relax is not None
    assert told_words(told.relax) in words
    weeks = page.panel.findChildren(RuledOutRow)
    assert len(weeks) < len(told.ruled_out)
    driver.click(f"Show all {len(told.ruled_out)} weeks")
    assert len(page.panel.findChildren(RuledOutRow)) == len(told.ruled_out)
    driver.click("All without a date")
    assert len(page.panel.findChildren(GapRow)) == len(rows)
    driver.go("plan", account_id=gap.account_id, gap=touch)
    assert "Why it has no date" in _inspector(page)
    with page.workspace.change("No leave") as work:
        work.remove(away)
    driver.settle()
    assert "There is room now" in _inspector(page)


def test_the_filter_leaves_what_matches(start: Start, tmp_path: Path, lived: Path) -> None:
    """F opens the filter; its words narrow the rows; Escape gives them back."""
    driver, page = _open(start, tmp_path, lived)
    every = len(page.grid.scene.items)
    driver.press("F", on=page.grid)
    driver.type("customer 03")
    names = [item.account.name for item in page.grid.scene.items if item.account is not None]
    assert names == ["Customer 03"]
    page.tools.field.setText("nobody")
    assert "No account matches 'nobody'" in driver.words()
    QTest.keyClick(page.tools.field, Qt.Key.Key_Escape)
    assert len(page.grid.scene.items) == every


def test_one_csm_grouping_and_folds(start: Start, tmp_path: Path, lived: Path) -> None:
    """A CSM's choice narrows the year; G regroups; shut groups and folded rows open in place."""
    driver, page = _open(start, tmp_path, lived)
    person = next(p for p in page.workspace.all(Person) if p.external_id == "C1")
    page.set_owner(person.id)
    assert page.tools.owners.text() == person.name
    assert {a.owner_id for a in page.facts.accounts if page.facts} == {person.id}  # type: ignore[union-attr]
    page.set_owner("")
    driver.press("G", on=page.grid)
    assert page.tools.groups.text() == "Group: CSM"
    page.set_grouping("tier")
    rows = len(page.grid.scene.items)
    more = next(item for item in page.grid.scene.items if item.kind is Kind.MORE)
    page.grid.toggled.emit(Kind.MORE, more.key)
    assert len(page.grid.scene.items) == rows + 3
    page.grid.toggled.emit(Kind.GROUP, more.key)
    assert len(page.grid.scene.items) == rows - 1


def test_the_inspector_says_why(start: Start, tmp_path: Path, lived: Path) -> None:
    """A selected touch shows what, when, who and the planner's reasons with other dates."""
    driver, page = _open(start, tmp_path, lived)
    item = _ahead(page, "executive_qbr")
    page.grid.select(item.account_id, item.id)
    driver.settle()
    words = _inspector(page)
    for part in ("Executive QBR", "Why this date", "Who was free", "When", "Where"):
        assert part in words
    page.grid.select(item.account_id)
    assert "Placed" in _inspector(page)


def test_l_locks_and_undo_takes_it_back(start: Start, tmp_path: Path, lived: Path) -> None:
    """L locks, L again unlocks; each is one undo step and shows at once."""
    driver, page = _open(start, tmp_path, lived)
    item = _ahead(page)
    page.grid.select(item.account_id, item.id)
    driver.settle()

    def locked() -> bool:
        found = page.workspace.get(Engagement, item.id)
        return found is not None and found.locked

    driver.press("L", on=page.grid)
    driver.settle()
    assert locked()
    mark = page.grid.chosen_mark()
    assert mark is not None
    assert mark.locked
    driver.press("L", on=page.grid)
    driver.settle()
    assert not locked()
    driver.press("Ctrl+Z")
    driver.settle()
    assert locked()


def test_a_move_that_breaks_a_rule_is_refused_with_its_name(
    start: Start, tmp_path: Path, lived: Path
) -> None:
    """A Sunday is refused; 'Move anyway' does it; a free day is taken, locked and undone."""
    driver, page = _open(start, tmp_path, lived)
    item = _ahead(page, "executive_qbr")
    page.grid.select(item.account_id, item.id)
    driver.settle()
    sunday = item.date + dt.timedelta(days=6 - item.date.weekday())
    page.edit.move(item.id, sunday)
    assert "weekend" in driver.notice
    assert page.workspace.get(Engagement, item.id) == item
    driver.click("Move anyway")
    driver.settle()
    forced = page.workspace.get(Engagement, item.id)
    assert forced is not None
    assert (forced.date, forced.locked) == (sunday, True)
    driver.press("Ctrl+Z")
    driver.settle()
    weeks = page.grid.judge(item.id)
    free = next(v.day for v in weeks.values() if v.day is not None and v.day != item.date)
    page.edit.move(item.id, free)
    driver.settle()
    moved = page.workspace.get(Engagement, item.id)
    assert moved is not None
    assert (moved.date, moved.locked) == (free, True)
    assert driver.notice.startswith("Moved to")


def test_another_executive_may_come(start: Start, tmp_path: Path, lived: Path) -> None:
    """The menu names the other key executives; choosing one swaps and locks."""
    driver, page = _open(start, tmp_path, lived)
    item = _ahead(page, "executive_qbr")
    others = page.edit.executives_for(item.id)
    assert others
    assert not {person.id for person in others} & set(item.participants)
    menu = page.edit.swap_menu(item.id)
    menu.actions()[0].trigger()
    driver.settle()
    swapped = page.workspace.get(Engagement, item.id)
    assert swapped is not None
    assert others[0].id in swapped.participants
    assert swapped.locked
    menu.deleteLater()


def test_export_writes_the_year(start: Start, tmp_path: Path, lived: Path) -> None:
    """The calendar file holds an event for each engagement."""
    driver, page = _open(start, tmp_path, lived)
    page.runs.export_to(tmp_path / "year.ics")
    driver.settle()
    text = (tmp_path / "year.ics").read_text(encoding="utf-8")
    assert text.count("BEGIN:VEVENT") == page.workspace.count(Engagement)
    assert driver.notice == "Wrote year.ics"


def test_another_year_is_shown_and_not_planned(start: Start, tmp_path: Path, lived: Path) -> None:
    """The keys of the brackets go to the next year, which has no touches, and back."""
    driver, page = _open(start, tmp_path, lived)
    driver.press("]", on=page.grid)
    driver.settle()
    assert driver.title == "Annual plan 2028"
    assert "2028 is not planned yet" in driver.words()
    driver.press("[", on=page.grid)
    driver.settle()
    assert driver.title == "Annual plan 2027"


def test_a_trip_is_dragged_by_its_code(start: Start, tmp_path: Path, lived: Path) -> None:
    """Weeks are judged for all its visits; the drop moves them together; undo takes it back."""
    driver, page = _open(start, tmp_path, lived)
    grid, scene = page.grid, page.grid.scene
    lane = next(
        found
        for found in scene.lanes
        if found.trip.on > TODAY and len(found.trips) == 1 and not found.trip.code.isdigit()
    )
    trip = lane.trips[0]
    visits = {e.id: e.date for e in page.workspace.where(Engagement, trip_id=trip.id)}
    verdicts = page.trips.judge(trip.id)
    day = next(v.day for v in verdicts.values() if v.day and v.day != trip.start and not v.rule)
    assert day is not None
    y = round(HEAD - TRIPS_HEIGHT + 6 + 12 * lane.trip.lane)
    begin = QPoint(round(scene.axis.middle(trip.start)), y)
    end = QPoint(round(scene.axis.middle(day)), y)
    view = grid.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(view, begin + QPoint(8, 0))
    assert scene.drag is not None
    assert {key for _, key, _ in scene.drag.marks} == set(visits)
    QTest.mouseMove(view, end)
    assert lane.trip.code in grid.accessibleName()
    driver.settle()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    driver.settle()
    shift = day - trip.start
    assert f"T-{trip.number} moved to" in driver.notice
    moved = {e.id: e for e in page.workspace.where(Engagement, trip_id=trip.id)}
    assert {key: e.date - shift for key, e in moved.items()} == visits
    assert all(e.locked for e in moved.values())
    driver.press("Ctrl+Z")
    driver.settle()
    again = page.workspace.where(Engagement, trip_id=trip.id)
    assert {e.id: e.date for e in again} == visits


def test_keys_carry_the_trip_of_a_visit(start: Start, tmp_path: Path, lived: Path) -> None:
    """Shift M takes the whole trip of the selected glyph; Esc leaves it, Enter names the rules."""
    driver, page = _open(start, tmp_path, lived)
    begun = {e.trip_id for e in page.workspace.all(Engagement) if e.date <= TODAY}
    visit = min(
        (e for e in page.workspace.all(Engagement) if e.trip_id and e.trip_id not in begun),
        key=lambda e: e.date,
    )
    page.reveal(visit.account_id, visit.id)
    page.grid.setFocus()
    driver.press("Shift+M", page.grid)
    drag = page.grid.scene.drag
    assert drag is not None
    assert drag.code
    driver.press("Right", page.grid)
    driver.press("Esc", page.grid)
    assert page.grid.scene.drag is None
    assert page.workspace.get(Engagement, visit.id) == visit
    page.trips.move([str(visit.trip_id)], 5 - visit.date.weekday())
    driver.settle()
    assert "hard rule" in driver.notice
    driver.click("Move anyway")
    driver.settle()
    after = page.workspace.get(Engagement, visit.id)
    assert after is not None
    assert after.date.weekday() >= 5
