"""Beside the calendar: the chosen day, its engagements, and what can be done to one of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import formats
from ui.local_times import local_time, own_time
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Stamp
from ui.widgets.engagement_words import spoken, stamp_of, type_words
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.services.calendar_view import CalendarItem
    from ui.context import Context
    from ui.pages.calendar_actions import CalendarActs


_SAME = "the same time"
# The acts on a visit that have a form: action, words, icon, key.
_VISIT = (
    ("invite", "Invitation", "mail", "I"),
    ("prepare", "Prepare", "checklist", "P"),
    ("outcome", "Outcome", "note", "O"),
    ("missed", "Missed", "blocked", "X"),
)


class DayInspector(QWidget):
    """Signal: `item_chosen(engagement id)` when another one of the day is asked for."""

    item_chosen = Signal(str)

    def __init__(self, acts: CalendarActs, context: Context) -> None:
        super().__init__()
        self._acts, self._context = acts, context
        self._body = InspectorBody("Chosen day")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)

    def show_day(
        self, day: dt.date, note: str, items: Sequence[CalendarItem], chosen: CalendarItem | None
    ) -> None:
        """Show a day."""
        column = self._body.column
        clear(column)
        week = formats.week(day)
        column.addWidget(Label(formats.weekday(day, self._context.today), "inspector_title"))
        column.addWidget(Label(f"{week}{' · ' if note else ''}{note}", "table", "text2").wrapped())
        column.addSpacing(8)
        if not items:
            column.addWidget(Label("Nothing on this day.", "table", "text2"))
        for item in items:
            on = chosen is not None and item.id == chosen.id
            column.addLayout(self._line(item, is_chosen=on))
        if chosen is not None:
            column.addSpacing(10)
            self._facts(chosen)
        column.addStretch(1)

    def _line(self, item: CalendarItem, *, is_chosen: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        name = spoken(item.type, item.state, item.date, item.account)
        line.addWidget(Stamp(stamp_of(item.type, item.state, locked=item.locked), name, 18))
        button = Button(item.account, kind=Kind.QUIET, small=True)
        button.setAccessibleName(f"Choose {item.account}")
        button.setCheckable(True)
        button.setChecked(is_chosen)
        button.clicked.connect(partial(self.item_chosen.emit, item.id))
        line.addWidget(button)
        line.addStretch(1)
        time = formats.clock(item.start) if item.start else ""
        line.addWidget(Label(time, "table", "text2"))
        return line

    def _facts(self, item: CalendarItem) -> None:
        column = self._body.column
        column.addWidget(Label(type_words(item.type), "body", weight=600))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        where = item.city if item.mode == "onsite" and item.city else "Remote"
        when = local_time(item.date, item.start, item.timezone) or "Time not set"
        own = own_time(item.date, item.start, item.timezone, item.owner_zone)
        facts = (
            ("Account", item.account),
            ("State", self._acts.standing(item)),
            ("Prepared", self._acts.prepared(item)),
            ("When", f"{when}, {item.minutes} min"),
            ("For the CSM", own or (_SAME if item.start and item.owner_zone else formats.NOTHING)),
            ("Where", where),
            ("Who", ", ".join(self._acts.names(item)) or formats.NOTHING),
        )
        for row, (label, value) in enumerate(facts):
            grid.addWidget(Label(label, "table", "text2"), row, 0)
            grid.addWidget(Elided(value, "table", weight=500), row, 1)
        column.addLayout(grid)
        column.addSpacing(8)
        foot = QHBoxLayout()
        for text, act in (
            ("Open account", self._acts.open_account),
            ("Brief", self._acts.open_brief),
        ):
            button = Button(text, small=True)
            button.clicked.connect(partial(act, item))
            foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(foot)
        self._offer(item)

    def _offer(self, item: CalendarItem) -> None:
        """Add a button for each act that has a form."""
        column = self._body.column
        column.addSpacing(6)
        more = QGridLayout()
        more.setSpacing(6)
        ahead = item.state in {"planned", "agreed"}
        for place, (word, text, icon, keys) in enumerate(_VISIT):
            button = Button(text, icon=icon, keys=keys, small=True)
            button.setEnabled(ahead or word == "invite")
            button.clicked.connect(partial(self._context.asked.emit, f"calendar.{word}"))
            more.addWidget(button, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
        more.setColumnStretch(1, 1)
        column.addLayout(more)
