"""The calendar: year, quarter, month and agenda of the same engagements."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from csplanner.domain.records import Person
from csplanner.services.calendar_view import (
    Span,
    calendar_days,
    calendar_settings,
    span_of,
    turned,
)
from ui import formats, moving
from ui.models.calendar_months import MonthLook, months_of
from ui.models.row_table import RowTable
from ui.pages.base import Page
from ui.pages.calendar_actions import CalendarActs, calendar_actions
from ui.pages.calendar_agenda import agenda_columns
from ui.pages.calendar_inspector import DayInspector
from ui.widgets.calendar_tools import EVERYONE, CalendarTools
from ui.widgets.calendar_view import CalendarView
from ui.widgets.cards import EmptyState
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from csplanner.drawing.monthgrid import Month
    from csplanner.services.calendar_view import (
        CalendarDays,
        CalendarItem,
        Period,
    )
    from csplanner.services.workspace import Changes
    from ui.actions import Action

_READ = ("engagement", "account", "person", "blackout", "organisation")


class CalendarPage(Page):
    """One period at a time; the chosen day is told beside it."""

    name, title = "calendar", "Calendar"

    def build(self) -> None:
        """Make the tool row, the months, the agenda and the empty state."""
        self.acts = CalendarActs(self)
        self.day = self.context.today
        self.person, self._people = "", {}  # type: str, dict[str, str]
        self._settings = (0, 1)
        self._days: CalendarDays | None = None
        self.tools = CalendarTools(
            self.context.memory.get("calendar.span", "month"), self._choices, self._choose_person
        )
        self.spans = self.tools.spans
        self.spans.chosen.connect(self._on_span)
        self.tools.turned.connect(self.turn)
        self.tools.today_asked.connect(self.to_today)
        self.view = CalendarView()
        self.view.day_chosen.connect(self._on_day)
        self.view.item_chosen.connect(self._on_item)
        self.view.opened.connect(self._open_day)
        self.view.moved.connect(partial(moving.move, self.context))
        self.table: RowTable[CalendarItem] = RowTable(
            agenda_columns(self.context), key=lambda item: item.id
        )
        self.agenda = TableView(self.table, "Agenda")
        self.agenda.remember(self.context.memory, "agenda")
        self.agenda.current_row.connect(self._on_row)
        self.agenda.picked.connect(self.acts.open_account)
        self._empty = EmptyState("Nothing in these days", "Another month may have something.")
        self._panel: DayInspector | None = None
        self._stack = QStackedWidget()
        for widget in (self.view, self.agenda, self._empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)

    def open(self, **arguments: Any) -> None:
        """Take a day to show (`day=`)."""
        self.day = arguments.get("day", self.day)

    @property
    def period(self) -> Period:
        """The days that are shown."""
        return span_of(Span(self.spans.on), self.day, self._settings[1])

    def refresh(self, changes: Changes | None) -> None:
        """Read the period again."""
        if changes is not None and not changes.touch(*_READ):
            return
        self._settings = calendar_settings(self.workspace)
        self._people = {
            person.id: person.name
            for person in sorted(self.workspace.all(Person), key=lambda p: p.name)
        }
        if self.person not in self._people:
            self.person = ""
        self._show()

    def _show(self) -> None:
        period = self.period
        # A month shows the ends of the months around it, too.
        margin = dt.timedelta(days=7)
        self._days = calendar_days(
            self.workspace, period.first - margin, period.last + margin, self.person
        )
        inside = [e for e in self._days.all() if period.first <= e.date <= period.last]
        self.tools.say(period, self._people.get(self.person, EVERYONE))
        is_agenda = period.span is Span.AGENDA
        day = self.day
        self.table.set_rows(inside if is_agenda else ())
        self.day = day  # a table that is filled chooses a row of its own
        if is_agenda:
            self._stack.setCurrentWidget(self.agenda if inside else self._empty)
            self._choose_row(inside)
        else:
            self._stack.setCurrentWidget(self.view)
            self.view.show_months(self._months, self.day)
        self.setFocusProxy(self.agenda if is_agenda and inside else self.view)
        self._tell()

    def _choose_row(self, inside: Sequence[CalendarItem]) -> None:
        chosen = self.agenda.selected()
        if inside and not (chosen and chosen[0].date == self.day):
            row = next((i for i, e in enumerate(inside) if e.date >= self.day), 0)
            self.agenda.stand_on(row)

    def _months(self, chosen: dt.date, target: dt.date | None) -> list[Month]:
        assert self._days is not None
        look = MonthLook(
            first_weekday=self._settings[0],
            today=self.context.today,
            chosen=chosen,
            target=target,
        )
        return months_of(self._days, self.period, look)

    @property
    def items(self) -> tuple[CalendarItem, ...]:
        """The engagements of the chosen day."""
        return self._days.items.get(self.day, ()) if self._days is not None else ()

    @property
    def chosen(self) -> CalendarItem | None:
        """The engagement that is chosen."""
        if self.period.span is Span.AGENDA:
            rows = self.agenda.selected()
            return rows[0] if rows else None
        return next((item for item in self.items if item.id == self.view.item), None)

    def _tell(self) -> None:
        if self._panel is not None:
            note = self._days.notes.get(self.day, "") if self._days is not None else ""
            self._panel.show_day(self.day, note, self.items, self.chosen)
        self.header_changed.emit()

    def _on_span(self, span: str) -> None:
        self.context.memory.keep("calendar.span", span)
        self._show()

    def _on_day(self, day: dt.date) -> None:
        was, self.day = self.period, day
        if self.period != was:
            self._show()
        else:
            self._tell()

    def _on_item(self, _key: str) -> None:
        self._tell()

    def _on_row(self, item: CalendarItem | None) -> None:
        if item is not None:
            self.day = item.date
        self._tell()

    def _open_day(self, day: dt.date) -> None:
        """Zoom in: from a year or quarter to the month, from a month to the account."""
        self.day = day
        if self.period.span in {Span.YEAR, Span.QUARTER}:
            self.spans.choose("month")
        elif self.chosen is not None:
            self.acts.open_account(self.chosen)

    def turn(self, way: int) -> None:
        """Show the period after, or the one before, with its day of the same number."""
        self.day = turned(self.period, self.day, way, self._settings[1])
        self._show()

    def to_today(self) -> None:
        """Show today."""
        self.day = self.context.today
        self._show()

    def _choices(self) -> tuple[tuple[str, str, bool], ...]:
        everyone = ("", EVERYONE, not self.person)
        return (everyone, *((k, name, k == self.person) for k, name in self._people.items()))

    def _choose_person(self, key: str) -> None:
        self.person = key
        self._show()

    def context_line(self) -> str:
        """Say how much lies in the period."""
        if self._days is None:
            return ""
        period = self.period
        count = sum(period.first <= e.date <= period.last for e in self._days.all())
        return formats.counted(count, "engagement")

    def page_actions(self) -> tuple[Action, ...]:
        """Turn, zoom, go to a day, move, mark."""
        return calendar_actions(self)

    def buttons(self) -> tuple[str, ...]:
        """Go to a date, and the export."""
        return ("calendar.goto", "calendar.export")

    def at_hand(self) -> tuple[str, str]:
        """Return the account and the engagement that are chosen."""
        item = self.chosen
        return (item.account_id, item.id) if item is not None else ("", "")

    def inspector(self) -> QWidget:
        """Return what tells of the chosen day."""
        if self._panel is None:
            self._panel = DayInspector(self.acts, self.context)
            self._panel.item_chosen.connect(self._choose_item)
            self._tell()
        return self._panel

    def _choose_item(self, key: str) -> None:
        self.view.choose(self.day, key)
