"""The inspector of Coverage: every gap with its reason and one action, or a list behind a cell."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csplanner.drawing.glyphs import glyph
from csplanner.drawing.marks import State as MarkState
from csplanner.drawing.marks import shape_of
from csplanner.services.coverage_words import mend_words, title_name
from ui import formats
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Ground, Pill, Stamp
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.services.review_coverage import Gap
    from ui.widgets.list_row import RowLook

MOST = 60
_WORDS = {"MISSED": ("Missed", "plain"), "OPEN": ("Not planned", "watch")}


class GapPanel(QWidget):
    """Shows gaps or a list. Signal: `asked(word, touch)` with mend, waive, grant, refuse, open."""

    asked = Signal(str, str)
    opened = Signal(str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._body = InspectorBody("Gaps")
        column.addWidget(self._body)
        self.first: QWidget | None = None

    def show_gaps(self, gaps: Sequence[Gap], placed: float | None, as_of: dt.date) -> None:
        """List the gaps."""
        column = self._begin(formats.counted(len(gaps), "gap"), "Each gap keeps its reason.")
        if placed is not None:
            row = QHBoxLayout()
            row.addWidget(Pill(f"{formats.percent(placed, 1)} placed"))
            row.addStretch(1)
            column.insertLayout(1, row)
        for gap in gaps[:MOST]:
            widget = _GapRow(gap, as_of, self.asked)
            column.addWidget(widget)
            self.first = self.first or widget.links[0]
        if len(gaps) > MOST:
            more = f"{formats.number(len(gaps) - MOST)} more: the export holds all of them."
            column.addWidget(Label(more, "table", "text2").wrapped())
        if not gaps:
            told = "No gap: everything that is owed is done or has a date."
            column.addWidget(Label(told, "table", "text2").wrapped())
        column.addStretch(1)

    def show_list(self, title: str, note: str, looks: Sequence[RowLook]) -> None:
        """List what is behind a cell or in a week, with a way back to the gaps."""
        from ui.widgets.list_row import ListRow

        column = self._begin(title, note)
        back = Button("Back to the gaps", icon="arrow-left", kind=Kind.QUIET, small=True)
        back.clicked.connect(self.back)
        column.addWidget(back)
        for number, look in enumerate(looks[:MOST]):
            row = ListRow(look, first=number == 0)
            row.opened.connect(self.opened)
            column.addWidget(row)
            self.first = self.first or row
        if len(looks) > MOST:
            more = f"{formats.number(len(looks) - MOST)} more are not listed here."
            column.addWidget(Label(more, "table", "text2").wrapped())
        if not looks:
            column.addWidget(Label("Nothing lies here.", "table", "text2"))
        column.addStretch(1)

    def _begin(self, title: str, note: str) -> QVBoxLayout:
        column = self._body.column
        clear(column)
        self.first = None
        column.addWidget(Label(title, "inspector_title").wrapped())
        column.addWidget(Label(note, "table", "text2").wrapped())
        return column


class _GapRow(Ground):
    """One gap: account, what is missing and why, the smallest mend, and the waiver."""

    def __init__(self, gap: Gap, as_of: dt.date, asked: object) -> None:
        super().__init__("surface2", "t")
        self.setAccessibleName(f"{gap.account_name}, {title_name(gap.type)}, {gap.period}")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 10, 0, 8)
        outer.setSpacing(3)
        self.links: list[Button] = []
        head = QHBoxLayout()
        head.setSpacing(6)
        missed = gap.reason == "MISSED"
        state = MarkState.MISSED if missed else MarkState.UNPLACED
        head.addWidget(Stamp(glyph(shape_of(gap.type), state, 13.0), title_name(gap.type), 18))
        head.addWidget(Elided(gap.account_name, "table", weight=600), 1)
        word, kind = (
            ("Challenged", "accent") if gap.asked else _WORDS.get(gap.reason, ("Unplaced", "risk"))
        )
        head.addWidget(Pill(word, kind))
        outer.addLayout(head)
        outer.addWidget(Label(_told(gap), "note", "text2").wrapped())
        if gap.asked is not None:
            outer.addWidget(Label(_challenge(gap), "note", "text").wrapped())
        links = QHBoxLayout()
        links.setSpacing(2)
        for ask, text in _actions(gap, as_of):
            button = Button(text, kind=Kind.QUIET, small=True)
            button.setAccessibleName(f"{text}: {gap.account_name}, {title_name(gap.type)}")
            button.clicked.connect(partial(asked.emit, ask, gap.touch))  # type: ignore[attr-defined]
            links.addWidget(button)
            self.links.append(button)
        links.addStretch(1)
        outer.addWidget(Label(mend_words(gap, as_of), "note", "text", weight=500).wrapped())
        outer.addLayout(links)


def _told(gap: Gap) -> str:
    detail = gap.detail if gap.detail.endswith(".") else f"{gap.detail}."
    return f"{title_name(gap.type)}, {gap.period}. {detail[0].upper()}{detail[1:]}"


def _challenge(gap: Gap) -> str:
    assert gap.asked is not None
    who = gap.asked.asked_by or "Somebody"
    return f"{who} asks to waive it: {gap.asked.reason}"


def _actions(gap: Gap, as_of: dt.date) -> tuple[tuple[str, str], ...]:
    if gap.asked is not None:
        return (("grant", "Grant"), ("refuse", "Refuse"), ("open", "Open"))
    rest = (("waive", "Waive…"), ("open", "Open"))
    if gap.last < as_of:
        return rest
    planable = gap.reason in {"MISSED", "OPEN"}
    return (("mend", "Run plan") if planable else ("why", "Why"), *rest)
