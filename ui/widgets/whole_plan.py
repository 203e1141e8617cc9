"""The year grid with a proposal laid over it: ghosts where touches leave, discs where they go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from csplanner.drawing.grid_values import GridMark
from csplanner.drawing.marks import State, shape_of
from csplanner.services.plan_facts import year_facts
from csplanner.services.plan_view import PlanFilter, arranged
from ui.models.plan_grid import PlanGrid, RowStore
from ui.widgets.year_grid import YearGrid

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from csplanner.drawing.grid_values import GridRow
    from csplanner.services.plan_facts import AccountYear, YearFacts
    from csplanner.services.plan_view import MarkRow
    from csplanner.services.review_run import ReviewRow
    from csplanner.services.workspace import Reader

_NEW = "new "


class ProposedRows(RowStore):
    """Rows as the file has them, with the changes of a proposal drawn in."""

    def __init__(self, reader: Reader, facts: YearFacts, changes: Iterable[ReviewRow]) -> None:
        super().__init__(reader, facts)
        self._changes: dict[str, list[ReviewRow]] = {}
        for change in changes:
            self._changes.setdefault(change.account_id, []).append(change)

    def load(self, accounts: Sequence[AccountYear]) -> None:
        """Make the rows of some accounts, changes among them."""
        super().load(accounts)
        for account in accounts:
            changes = self._changes.get(account.id)
            if changes:
                row = laid_over(self.row(account.id), self.marks(account.id), changes)
                self._rows[account.id] = row


def laid_over(row: GridRow, marks: Iterable[MarkRow], changes: Iterable[ReviewRow]) -> GridRow:
    """Return a row with its changes: what leaves becomes a ghost, what arrives a new glyph."""
    by_touch = {mark.touch: mark.id for mark in marks if mark.state in {"planned", "agreed"}}
    states: dict[str, State] = {}
    added: list[GridMark] = []
    for change in changes:
        key = by_touch.get(change.touch, "")
        if change.before is not None and key:
            states[key] = State.MOVED_FROM if change.after is not None else State.REMOVED
        day = change.after if change.group != "unplaced" else _middle(change)
        if day is not None:
            state = State.UNPLACED if change.group == "unplaced" else State.ADDED
            name = f"{_NEW}{change.touch}"
            added.append(GridMark(key=name, on=day, shape=shape_of(change.type), state=state))
    kept = [replace(m, state=states[m.key]) if m.key in states else m for m in row.marks]
    return replace(row, marks=tuple(sorted([*kept, *added], key=lambda mark: mark.on)))


def _middle(change: ReviewRow) -> dt.date | None:
    if change.first is None or change.last is None:
        return change.last or change.first
    return change.first + (change.last - change.first) / 2


class WholePlan(YearGrid):
    """The annual plan with the ghosts of a run. Signal: `picked(account)` when a row is chosen."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("whole_plan")
        self.movable = False
        self.selected.connect(self._pick)

    def show_changes(
        self, reader: Reader, year: int, today: dt.date, changes: Iterable[ReviewRow]
    ) -> None:
        """Show a year with these changes."""
        facts = year_facts(reader, year, today)
        store = ProposedRows(reader, facts, changes)
        self.show_content(PlanGrid(store, arranged(facts, PlanFilter())))

    def _pick(self, account: str, _mark: str) -> None:
        if account:
            self.picked.emit(account)
