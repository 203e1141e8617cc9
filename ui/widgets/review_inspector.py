"""The inspector of a review: one change and what it does, load per CSM, facts of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import formats
from ui.models.plan_sentences import told
from ui.widgets.buttons import Button
from ui.widgets.cards import Pill, Stamp
from ui.widgets.change_paint import TITLES, effect_of
from ui.widgets.engagement_words import stamp_of, type_words
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear
from ui.widgets.plan_inspector_parts import section
from ui.widgets.why_parts import add_gap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplanner.services.gap_insight import GapInsight
    from csplanner.services.review_run import ReviewRow

_PILLS = {"added": "good", "moved": "accent", "removed": "plain", "unplaced": "risk"}


class ReviewInspector(InspectorBody):
    """Shows a change beside the run it belongs to. Signal: `asked(word)`."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("About the change")
        grid = QGridLayout()
        grid.setSpacing(8)
        self.keep = Button("Keep as is", icon="undo", keys="K")
        self.lock = Button("Lock new", icon="lock", keys="L")
        for place, (word, button) in enumerate((("keep", self.keep), ("lock", self.lock))):
            button.setProperty("word", word)
            button.setMinimumWidth(132)
            button.clicked.connect(self._ask)
            grid.addWidget(button, 0, place)
        self.foot.addLayout(grid)
        self.show_row(None, around=(), peaks={}, run=())

    def _ask(self) -> None:
        self.asked.emit(str(self.sender().property("word")))

    def show_row(
        self,
        row: ReviewRow | None,
        *,
        around: Sequence[tuple[int, int, int]],
        peaks: Mapping[str, tuple[float, float]],
        run: Sequence[tuple[str, str]],
        why: GapInsight | None = None,
    ) -> None:
        """Show a change; `peaks` are busiest weeks before and after, `run` facts in words.

        `why` explains a touch without a date; None while the planner is asked.
        """
        clear(self.column)
        taken = row is not None and row.group != "unplaced"
        self.keep.setEnabled(taken)
        self.lock.setEnabled(row is not None and row.after is not None)
        if row is None:
            self.column.addWidget(Label("Select a change.", "body", "text2"))
        else:
            self.column.addWidget(_head(row))
            self._add_effect(row, around, why)
        if peaks:
            box, column = section("Load by CSM", "busiest week, hours")
            for name, (before, after) in peaks.items():
                column.addWidget(change_line(name, formats.number(before), formats.number(after)))
            self.column.addWidget(box)
        if run:
            box, column = section("Planner")
            for name, value in run:
                column.addWidget(fact_line(name, value))
            self.column.addWidget(box)
        self.column.addStretch(1)

    def _add_effect(
        self, row: ReviewRow, around: Sequence[tuple[int, int, int]], why: GapInsight | None
    ) -> None:
        if row.group == "unplaced":
            if why is not None:
                add_gap(self.column, why.explained)
            else:
                self.column.addWidget(Label("Asking the planner…", "note", "text3"))
            return
        box, column = section("What it changes")
        if row.before is not None and row.after is not None:
            week = formats.week(row.before), formats.week(row.after)
            column.addWidget(change_line("Week", *week))
        before, after = ", ".join(row.people_before), ", ".join(row.people_after)
        if row.people_before and row.people_after and before != after:
            column.addWidget(change_line("Who", before, after))
        elif after or before:
            column.addWidget(fact_line("Who", after or before))
        moved = row.before is not None and row.after is not None
        name = "Moved by" if moved else f"Hours of {row.owner}"
        column.addWidget(fact_line(name, effect_of(row)[0]))
        self.column.addWidget(box)
        if around:
            box, column = section("Touches around it", row.owner)
            column.addWidget(_around(around))
            self.column.addWidget(box)


def _head(row: ReviewRow) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    line = QHBoxLayout()
    line.setSpacing(8)
    kind = type_words(row.type)
    line.addWidget(Stamp(stamp_of(row.type, "planned", 15), kind, 20))
    line.addWidget(Elided(row.account, "inspector_title"), 1)
    line.addWidget(Pill(TITLES[row.group][0], _PILLS[row.group]))
    column.addLayout(line)
    column.addWidget(Label(sentence_of(row), "table", "text2").wrapped())
    if row.group != "unplaced":
        column.addWidget(Label(told(row.reason), "table").wrapped())
    return box


def sentence_of(row: ReviewRow) -> str:
    """Return the change in a line: type, weeks, day."""
    kind = type_words(row.type)
    if row.group == "unplaced":
        return f"{kind}, {formats.day(row.first, row.first)} to {formats.day(row.last, row.last)}"
    if row.after is None:
        return f"{kind}, was {formats.weekday(row.before)}"
    day = formats.weekday(row.after)
    if row.before is None:
        return f"{kind}, {formats.week(row.after)}. {day}"
    return f"{kind}, {formats.week(row.before)} to {formats.week(row.after)}. {day}"


def fact_line(name: str, value: str) -> QWidget:
    """Return a name at left and its value at right."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Label(name, "table", "text2"))
    words = Elided(value, "table")
    words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(words, 1)
    return box


def change_line(name: str, before: str, after: str) -> QWidget:
    """Return a name with what was and what will be."""
    return fact_line(name, before if before == after else f"{before} \N{RIGHTWARDS ARROW} {after}")


def _around(weeks: Sequence[tuple[int, int, int]]) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 2, 0, 0)
    grid.setSpacing(4)
    for row, name in enumerate(("", "Now", "New")):
        grid.addWidget(Label(name, "note", "text2"), row, 0)
    for place, (week, before, after) in enumerate(weeks, start=1):
        grid.addWidget(Label(f"W{week}", "dense", "text3"), 0, place)
        grid.addWidget(Label(str(before) if before else "", "note"), 1, place)
        changed = before != after
        words = str(after) if after or changed else ""
        grid.addWidget(Label(words, "note", weight=600 if changed else 0), 2, place)
    return box
