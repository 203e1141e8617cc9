"""The inspector of the team: a person's leave, and the days on which the company is closed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui import formats
from ui.pages.account_card import Row
from ui.widgets.buttons import Button, Kind
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Label
from ui.widgets.layouts import clear
from ui.widgets.plan_inspector_parts import facts_grid, section

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.domain.records import Blackout, TimeOff
    from csplanner.services.team_view import TeamRow

_WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri")


def days_words(first: dt.date, last: dt.date) -> str:
    """Return a span of days: "9 Jun 2027", "9 Jun to 2 Jul 2027"."""
    if first == last:
        return formats.day(first)
    return f"{formats.day(first, last)} to {formats.day(last)}"


def works_on(days: tuple[int, ...] | None) -> str:
    """Return the days of a part-time week, "All week" for the whole one."""
    if days is None or len(days) == len(_WEEK):
        return "All week"
    return ", ".join(_WEEK[day] for day in days if day < len(_WEEK))


class PeoplePanel(InspectorBody):
    """Shows one of ours. Signal: `asked(word, key)`: "leave" or "closed", a new one without key."""

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("About the person")

    def show_row(self, row: TeamRow | None, company: Sequence[Blackout]) -> None:
        """Show a person, and the company's closed days below."""
        clear(self.column)
        if row is None:
            words = "Select somebody to see their leave."
            self.column.addWidget(Label(words, "body", "text2").wrapped())
        else:
            person = row.person
            self.column.addWidget(Label(person.name, "inspector_title").wrapped())
            facts = [
                ("Title", person.title or formats.NOTHING),
                ("E-mail", person.email or formats.NOTHING),
                ("Reports to", row.reports_to or formats.NOTHING),
                ("Accounts", formats.number(row.accounts)),
            ]
            self.column.addWidget(facts_grid(facts))
            self._add_days("Leave", "leave", row.off, "No leave ahead.", "Add leave")
        self._add_days("Company closed", "closed", company, "No closed days ahead.", "Add days")
        self.column.addStretch(1)

    def _add_days(
        self,
        title: str,
        word: str,
        days: Sequence[TimeOff | Blackout],
        otherwise: str,
        adds: str,
    ) -> None:
        box, column = section(title)
        if not days:
            column.addWidget(Label(otherwise, "table", "text2").wrapped())
        for number, each in enumerate(days):
            when = days_words(each.start, each.end)
            words = f"{title}: {when} {each.reason}".strip()
            made = Row(words, first=number == 0, ground="surface2")
            made.line.addWidget(Label(when, "table"))
            made.line.addWidget(Label(each.reason, "table", "text2").wrapped(), 1)
            made.pressed.connect(partial(self.asked.emit, word, each.id))
            column.addWidget(made)
        button = Button(adds, icon="plus", kind=Kind.QUIET, small=True)
        button.clicked.connect(partial(self.asked.emit, word, ""))
        column.addWidget(button)
        self.column.addWidget(box)
