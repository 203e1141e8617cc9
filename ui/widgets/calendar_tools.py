"""The tool row of the calendar: turn, today, whose, and how much is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from csplanner.services.calendar_view import Span
from ui import formats
from ui.widgets.buttons import Button, icon_button
from ui.widgets.cards import Ground, Segmented
from ui.widgets.drop_button import DropButton
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplanner.services.calendar_view import Period

EVERYONE = "Everyone"
_SPANS = (("year", "Year"), ("quarter", "Quarter"), ("month", "Month"), ("agenda", "Agenda"))


class CalendarTools(Ground):
    """Signals: `turned(-1 or 1)`, `today_asked()`."""

    turned = Signal(int)
    today_asked = Signal()

    def __init__(
        self,
        span: str,
        people: Callable[[], Sequence[tuple[str, str, bool]]],
        chosen: Callable[[str], object],
    ) -> None:
        super().__init__("surface", "b")
        self.setFixedHeight(44)
        known = span if span in dict(_SPANS) else "month"
        self.spans = Segmented(_SPANS, "How much is shown", known)
        self.whose = DropButton(EVERYONE, icon="user", choices=people, chosen=chosen)
        self.label = Label("", "inspector_title")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(8)
        before = icon_button("chevron-left", "Before", keys="[")
        before.clicked.connect(partial(self.turned.emit, -1))
        after = icon_button("chevron-right", "After", keys="]")
        after.clicked.connect(partial(self.turned.emit, 1))
        today = Button("Today", small=True)
        today.clicked.connect(self.today_asked)
        for widget in (before, after, today, self.label):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.whose)
        row.addWidget(self.spans)

    def say(self, period: Period, whose: str) -> None:
        """Show which days these are, and whose."""
        self.label.setText(period_words(period))
        self.whose.say(whose)


def period_words(period: Period) -> str:
    """Return "May 2027", "Apr - Jun 2027" or "2027"."""
    if period.span in {Span.MONTH, Span.AGENDA}:
        return formats.month(period.first, year=True)
    if period.span is Span.YEAR and period.first.month == 1:
        return str(period.first.year)
    apart = period.first.year != period.last.year
    first, last = formats.month(period.first, year=apart), formats.month(period.last, year=True)
    return f"{first} {formats.NOTHING} {last}"
