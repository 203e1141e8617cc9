"""Sections of an explanation: ruled out weeks, next best dates, why a touch has no date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import formats
from ui.models.plan_sentences import extra_words, reason_words, rule_words, told
from ui.widgets.buttons import Button, Kind
from ui.widgets.labels import Label
from ui.widgets.plan_inspector_parts import NextBestRow, RuledOutRow, section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.services.explain_date import DateExplained, NextBest, RuledOut

MOST_WEEKS, MOST_DATES = 6, 3


class RuledOutWeeks(QWidget):
    """Weeks that cannot be, each with its rule: the first few, and all of them on demand."""

    def __init__(self, weeks: Sequence[RuledOut]) -> None:
        super().__init__()
        self._rest = tuple(weeks[MOST_WEEKS:])
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._add(weeks[:MOST_WEEKS])
        if self._rest:
            words = f"Show all {formats.number(len(weeks))} weeks"
            self.more = Button(words, kind=Kind.QUIET, small=True)
            self.more.clicked.connect(self._show_rest)
            row = QHBoxLayout()
            row.addWidget(self.more)
            row.addStretch(1)
            self._column.addLayout(row)

    def _add(self, weeks: Sequence[RuledOut]) -> None:
        for week in weeks:
            row = RuledOutRow(formats.week(week.week), rule_words(week.rule), told(week.detail))
            self._column.addWidget(row)

    def _show_rest(self) -> None:
        self.more.hide()
        self._add(self._rest)


def add_ruled_out(column: QVBoxLayout, weeks: Sequence[RuledOut], total: int) -> None:
    """Add the weeks that cannot be, of so many in all; nothing where there are none."""
    if weeks:
        box, inside = section("Ruled out", f"{len(weeks)} of {max(len(weeks), total)} weeks")
        inside.addWidget(RuledOutWeeks(weeks))
        column.addWidget(box)


def add_next_best(column: QVBoxLayout, dates: Sequence[NextBest], note: str) -> None:
    """Add other dates with what each costs more, by term; nothing where there are none."""
    if not dates:
        return
    box, inside = section("Next best dates", note)
    for best in dates[:MOST_DATES]:
        terms = ", ".join(
            f"{name} {extra_words(value).removesuffix(' points')}"
            for name, value in best.terms.items()
            if round(value)
        )
        day = formats.weekday(best.date, best.date)
        inside.addWidget(NextBestRow(day, extra_words(best.extra), terms))
    column.addWidget(box)


def add_gap(column: QVBoxLayout, explained: DateExplained) -> None:
    """Add why a touch has no date, what would place it, and the weeks that were tried."""
    box, inside = section("Why it has no date")
    if explained.date is not None:
        words = f"It has one by now: {formats.weekday(explained.date, explained.date)}."
        inside.addWidget(Label(words, "table").wrapped())
        column.addWidget(box)
        return
    inside.addWidget(Label(reason_words(explained.reason), "table_first").wrapped())
    for line in explained.because:
        words = line.removeprefix(f"{explained.reason}: ")
        inside.addWidget(Label(told(words), "note", "text2").wrapped())
    column.addWidget(box)
    if explained.reason != "OPEN":
        box, inside = section(
            "What would place it", "checked by placing it" if explained.relax else ""
        )
        words = told(explained.relax) if explained.relax else "No change of these limits places it."
        inside.addWidget(Label(words, "table", "text2").wrapped())
        column.addWidget(box)
    add_next_best(column, explained.next_best, "cost of placing it")
    add_ruled_out(column, explained.ruled_out, 0)
