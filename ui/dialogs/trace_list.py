"""The rows behind one component of health, in a window of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import formats
from ui.dialogs.form import Form
from ui.widgets.cards import Ground
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import scrolled

if TYPE_CHECKING:
    from csplanner.domain.health import Component
    from csplanner.services.trace import TraceRow

_MOST, _HIGH = 120, 360
_DAY_WIDE, _FIGURE_WIDE = 84, 64


class TraceList(Form):
    """Lists the records that a component was computed from, the newest first."""

    def __init__(self, parent: QWidget, component: Component, rows: tuple[TraceRow, ...]) -> None:
        super().__init__(parent, component.name.value.capitalize(), "Close")
        self.cancel_button.hide()
        points = f"{component.contribution:.1f} of {component.share:.1f} points"
        if component.missing:
            points = "No data: its weight is spread over the others"
        elif component.stale:
            points = f"Too old to count, newest {formats.day(component.as_of)}: weight spread"
        self.body.addWidget(Label(points, "body", weight=600))
        self.body.addWidget(Label(component.basis, "note", "text2").wrapped())
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(0)
        for row in rows[:_MOST]:
            column.addWidget(_line(row, first=row is rows[0]))
        if len(rows) > _MOST:
            more = f"and {formats.number(len(rows) - _MOST)} older ones"
            column.addWidget(Label(more, "note", "text2"))
        column.addStretch(1)
        scroll = scrolled(inside, "Records behind it")
        scroll.setFixedHeight(_HIGH)
        self.body.addWidget(scroll)


def _line(row: TraceRow, *, first: bool) -> QWidget:
    made = Ground("surface", "" if first else "t")
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 4, 0, 4)
    line.setSpacing(8)
    day = Label(formats.day(row.date), "note", "text2")
    day.setFixedWidth(_DAY_WIDE)
    line.addWidget(day)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Elided(row.what, "table"))
    below = f"{row.group} · {row.detail}" if row.detail else row.group
    words.addWidget(Elided(below, "note", "text2"))
    line.addLayout(words, 1)
    figure = Label(f"{row.figure:,.4g}", "table", weight=600)
    figure.setFixedWidth(_FIGURE_WIDE)
    figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(figure)
    return made
