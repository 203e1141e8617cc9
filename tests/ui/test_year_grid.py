"""Proves the year grid: what it shows where, what keys and pointer do, what it says and reads."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from csplanner.base.clock import Clock
from csplanner.drawing.axis import Zoom
from csplanner.drawing.marks import State
from csplanner.drawing.yeargrid import place_marks
from csplanner.services.plan_facts import year_facts
from csplanner.services.plan_view import PlanFilter, arranged
from csplanner.services.workspace import open_workspace
from tests.ui.portfolios import TODAY, make_portfolio
from ui import theme
from ui.models.plan_grid import Kind, PlanGrid, RowStore
from ui.widgets.year_grid import YearGrid
from ui.widgets.year_grid_scene import HEAD, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from csplanner.services.plan_view import MarkRow
    from csplanner.services.workspace import Workspace


@pytest.fixture
def reader(tmp_path: Path, portfolio_of: Callable[[int], Path]) -> Iterator[Workspace]:
    copy = tmp_path / "grid.csplan"
    copy.write_bytes(portfolio_of(12).read_bytes())
    with open_workspace(copy, Clock(TODAY)) as workspace:
        yield workspace


def _grid(qtbot: QtBot, workspace: Workspace) -> YearGrid:
    theme.use("light")
    grid = YearGrid()
    qtbot.addWidget(grid)
    facts = year_facts(workspace, 2027, TODAY)
    grid.show_content(PlanGrid(RowStore(workspace, facts), arranged(facts, PlanFilter())))
    grid.resize(940, 794)
    grid.show()
    grid.setFocus()
    return grid


@pytest.fixture
def grid(qtbot: QtBot, reader: Workspace) -> YearGrid:
    return _grid(qtbot, reader)


def _row(grid: YearGrid) -> int:
    """Return the index of a row with several touches, one of them ahead."""
    content = grid.scene.content
    assert content is not None
    return next(
        i
        for i in sorted(content.places.values())
        if len(content.marks(i)) > 4 and content.marks(i)[-1].state in {"planned", "agreed"}
    )


def _marks(grid: YearGrid) -> tuple[MarkRow, ...]:
    content = grid.scene.content
    assert content is not None
    return content.marks(_row(grid))


def _at(grid: YearGrid, mark: MarkRow) -> QPoint:
    content, scene = grid.scene.content, grid.scene
    assert content is not None
    index = content.places[mark.account_id]
    places = {m.key: x for x, m in place_marks(content.row(index), scene.axis)}
    return QPoint(round(places[mark.id]), round(scene.strip(index).middle))


def test_each_glyph_is_found_where_it_stands(grid: YearGrid) -> None:
    """A click on a glyph selects it and its row; a click beside it selects the row alone."""
    told: list[tuple[str, str]] = []
    grid.selected.connect(lambda *words: told.append(words))
    for mark in _marks(grid)[:3]:
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=_at(grid, mark))
        assert (grid.scene.account, grid.scene.chosen) == (mark.account_id, mark.id)
        assert told[-1] == (mark.account_id, mark.id)
    row = QPoint(60, _at(grid, _marks(grid)[0]).y())
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert grid.scene.chosen == ""
    assert grid.scene.account == _marks(grid)[0].account_id


def test_arrows_walk_from_glyph_to_glyph(grid: YearGrid) -> None:
    """Home, Right and End go through a row in the order of its dates."""
    marks = _marks(grid)
    grid.select(marks[0].account_id)
    QTest.keyClick(grid, Qt.Key.Key_Home)
    walked = [grid.scene.chosen]
    for _ in marks[1:]:
        QTest.keyClick(grid, Qt.Key.Key_Right)
        walked.append(grid.scene.chosen)
    assert walked == [mark.id for mark in marks]
    QTest.keyClick(grid, Qt.Key.Key_Left)
    assert grid.scene.chosen == marks[-2].id
    QTest.keyClick(grid, Qt.Key.Key_End)
    assert grid.scene.chosen == marks[-1].id


def test_down_stays_at_the_same_time_of_the_year(grid: YearGrid) -> None:
    """Down goes to the next account, to the glyph nearest in time; Ctrl+Down to the row."""
    content = grid.scene.content
    assert content is not None
    mark = _marks(grid)[2]
    grid.select(mark.account_id, mark.id)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.scene.account != mark.account_id
    chosen = grid.chosen_mark()
    assert chosen is not None
    others = content.marks(content.places[chosen.account_id])
    nearest = min(abs((other.date - mark.date).days) for other in others)
    assert abs((chosen.date - mark.date).days) == nearest
    QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert grid.scene.chosen == ""


def test_the_selected_cell_is_spoken(grid: YearGrid) -> None:
    """The accessible name tells type, account, state and day; without a glyph, the account."""
    mark = next(m for m in _marks(grid) if m.state in {"agreed", "planned"})
    content = grid.scene.content
    assert content is not None
    account = content.items[content.places[mark.account_id]].account
    assert account is not None
    grid.select(mark.account_id, mark.id)
    name = grid.accessibleName()
    assert account.name in name
    assert ("confirmed" if mark.state == "agreed" else "planned") in name
    assert f"{mark.date.day} " in name
    grid.select(mark.account_id)
    assert grid.accessibleName() == f"Year grid: {grid.words()}"
    assert "placed" in grid.accessibleName()


def test_keys_carry_a_glyph_to_the_best_day_of_a_week(qtbot: QtBot, grid: YearGrid) -> None:
    """M, Right, Enter moves to the day that the judge names; Esc leaves it where it was."""
    mark = _marks(grid)[-1]
    week = mark.date.isocalendar().week - 1
    best = dt.date.fromisocalendar(2027, week, 4)
    grid.judge = lambda key: {week: Verdict(cost="+12 points", day=best)} if key == mark.id else {}
    grid.select(mark.account_id, mark.id)
    QTest.keyClick(grid, Qt.Key.Key_M)
    QTest.keyClick(grid, Qt.Key.Key_Left)
    assert "+12 points" in grid.accessibleName()
    with qtbot.waitSignal(grid.moved) as moved:
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert moved.args == [mark.id, best]
    QTest.keyClick(grid, Qt.Key.Key_M)
    QTest.keyClick(grid, Qt.Key.Key_Left)
    with qtbot.assertNotEmitted(grid.moved):
        QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert grid.scene.drag is None


def test_what_was_held_cannot_be_carried(grid: YearGrid) -> None:
    """M does nothing on a done engagement."""
    mark = next(m for m in _marks(grid) if m.state == "done")
    grid.select(mark.account_id, mark.id)
    QTest.keyClick(grid, Qt.Key.Key_M)
    assert grid.scene.drag is None


def test_dragging_names_the_rule_that_a_week_breaks(qtbot: QtBot, grid: YearGrid) -> None:
    """While a glyph is over a forbidden week the rule is said; the drop tells the page."""
    mark = _marks(grid)[-1]
    week = mark.date.isocalendar().week - 2
    grid.judge = lambda _key: {week: Verdict(rule="On leave: I. Sollander")}
    start = _at(grid, mark)
    end = QPoint(round(grid.scene.axis.week_left(week) + 6), start.y())
    view = grid.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start - QPoint(8, 0))
    QTest.mouseMove(view, end)
    assert "On leave: I. Sollander" in grid.accessibleName()
    with qtbot.waitSignal(grid.moved) as moved:
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)
    assert moved.args is not None
    key, day = moved.args
    assert (key, day.isocalendar().week) == (mark.id, week)
    assert day.weekday() == mark.date.weekday()


def test_a_group_is_toggled_by_click_and_by_enter(qtbot: QtBot, grid: YearGrid) -> None:
    """Both ask for the same group."""
    with qtbot.waitSignal(grid.toggled) as clicked:
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, int(HEAD) + 8))
    with qtbot.waitSignal(grid.toggled) as entered:
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert clicked.args == entered.args
    assert clicked.args is not None
    assert clicked.args[0] is Kind.GROUP


def test_zoom_keeps_the_selected_glyph_in_view(grid: YearGrid) -> None:
    """At each zoom the columns are as wide as they should be and the glyph stays visible."""
    mark = _marks(grid)[-1]
    grid.select(mark.account_id, mark.id)
    room = 940 - 264
    for zoom in (Zoom.HALF, Zoom.QUARTER, Zoom.MONTH, Zoom.YEAR):
        grid.set_zoom(zoom)
        assert grid.scene.week_width == pytest.approx(max(13, room / zoom.value))
        assert 264 <= grid.scene.axis.middle(mark.date) <= 940


def test_letters_are_asked_of_the_page(qtbot: QtBot, grid: YearGrid) -> None:
    """Letters, digits and column heads reach the page in words."""
    wishes: list[str] = []
    grid.asked.connect(wishes.append)
    for key in (Qt.Key.Key_L, Qt.Key.Key_S, Qt.Key.Key_B, Qt.Key.Key_W, Qt.Key.Key_G, Qt.Key.Key_3):
        QTest.keyClick(grid, key)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    assert wishes == ["lock", "swap", "brief", "why", "group", "zoom QUARTER", "sort name"]


def test_a_confirmed_glyph_is_filled_in_both_themes(grid: YearGrid) -> None:
    """The pixel in the middle of a confirmed glyph has the token's colour, light and dark."""
    content = grid.scene.content
    assert content is not None
    mark = next(
        m
        for i in sorted(content.places.values())[:8]
        for m in content.marks(i)
        if m.state == "agreed" and not m.locked
    )
    drawn = next(m for m in content.row(content.places[mark.account_id]).marks if m.key == mark.id)
    assert drawn.state is State.CONFIRMED
    for name in ("light", "dark"):
        theme.use(name)
        picture = grid.viewport().grab().toImage()
        at = _at(grid, mark)
        found = QColor(picture.pixelColor(at))
        wanted = theme.colour("glyph")
        apart = (found.red() - wanted.red(), found.green() - wanted.green())
        assert max(map(abs, (*apart, found.blue() - wanted.blue()))) < 12
    theme.use("light")


def test_only_what_is_seen_is_read(qtbot: QtBot, tmp_path: Path) -> None:
    """Of 400 accounts, a painted grid has made the rows in view and few more; scrolling adds."""
    with make_portfolio(tmp_path / "many.csplan", 400, 2) as workspace:
        facts = year_facts(workspace, 2027, TODAY)
        store = RowStore(workspace, facts)
        grid = YearGrid()
        qtbot.addWidget(grid)
        grid.show_content(PlanGrid(store, arranged(facts, PlanFilter())))
        grid.resize(940, 700)
        with qtbot.waitExposed(grid):
            grid.show()
        grid.viewport().repaint()
        made = [account.id for account in facts.accounts if store.has(account.id)]
        assert 20 < len(made) <= 100
        grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
        grid.viewport().repaint()
        later = [account.id for account in facts.accounts if store.has(account.id)]
        assert len(made) < len(later) <= 200
        grid.show_content(None)


def test_an_empty_grid_paints(qtbot: QtBot) -> None:
    """Without content there is a surface, no selection, and keys do nothing."""
    theme.use("light")
    grid = YearGrid()
    qtbot.addWidget(grid)
    grid.resize(940, 600)
    grid.show()
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.words() == "nothing selected"
    middle = grid.viewport().grab().toImage().pixelColor(600, 300)
    assert middle.name() == theme.colour("surface").name()
