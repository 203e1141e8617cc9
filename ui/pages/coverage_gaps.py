"""The inspector of Coverage: every gap with its reason and one action, or a list behind a cell."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from csplanner.drawing.glyphs import glyph
from csplanner.drawing.marks import State as MarkState
from csplanner.drawing.marks import shape_of
from csplanner.services.coverage_words import mend_words, owed_words, title_name
from ui import formats
from ui.widgets.buttons import Button, Kind
from ui.widgets.cards import Ground, Pill, Stamp
from ui.widgets.inspector import InspectorBody
from ui.widgets.labels import Elided, Label
from ui.widgets.layouts import clear

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from csplanner.domain.records import Waiver
    from csplanner.services.review_coverage import Challenge, Gap
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

    def show_gaps(
        self,
        gaps: Sequence[Gap],
        challenges: Sequence[Challenge],
        placed: float | None,
        as_of: dt.date,
    ) -> None:
        """List what waits for a decision, the gaps, and what was decided."""
        column = self._begin(formats.counted(len(gaps), "gap"), "Each gap keeps its reason.")
        if placed is not None:
            row = QHBoxLayout()
            row.addWidget(Pill(f"{formats.percent(placed, 1)} placed"))
            row.addStretch(1)
            column.insertLayout(1, row)
        listed = {gap.touch for gap in gaps[:MOST]}
        for one in challenges:
            if one.is_open and one.waiver.touch not in listed:
                waiting = _ChallengeRow(one, as_of, self.asked)
                column.addWidget(waiting)
                self.first = self.first or waiting.links[0]
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
        self._decided([one for one in challenges if not one.is_open], column, as_of)
        column.addStretch(1)

    def _decided(self, found: Sequence[Challenge], column: QVBoxLayout, as_of: dt.date) -> None:
        if found:
            column.addSpacing(10)
            column.addWidget(Label("Decided challenges", "table", weight=600))
        for one in found[:MOST]:
            column.addWidget(_ChallengeRow(one, as_of, self.asked))
        if len(found) > MOST:
            more = f"{formats.number(len(found) - MOST)} more: the export holds all of them."
            column.addWidget(Label(more, "table", "text2").wrapped())

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

    def __init__(self, gap: Gap, as_of: dt.date, asked: SignalInstance) -> None:
        super().__init__("surface2", "t")
        self.setAccessibleName(f"{gap.account_name}, {owed_words(gap.type, gap.period)}")
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
            outer.addWidget(Label(_challenge(gap.asked), "note", "text").wrapped())
        outer.addWidget(Label(mend_words(gap, as_of), "note", "text", weight=500).wrapped())
        name = f"{gap.account_name}, {title_name(gap.type)}"
        outer.addLayout(_links(_actions(gap, as_of), (gap.touch, name), asked, self.links))


class _ChallengeRow(Ground):
    """A touch that somebody asked not to do: who, why, and what was decided by whom, when."""

    def __init__(self, one: Challenge, as_of: dt.date, asked: SignalInstance) -> None:
        super().__init__("surface2", "t")
        what = owed_words(one.type, one.period)
        name = f"{one.account_name}, {what}"
        self.setAccessibleName(f"{name}, {_verdict(one, as_of)}")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 10, 0, 8)
        outer.setSpacing(3)
        self.links: list[Button] = []
        head = QHBoxLayout()
        head.setSpacing(6)
        state = MarkState.PLANNED if one.is_open or one.waiver.refused else MarkState.MISSED
        head.addWidget(Stamp(glyph(shape_of(one.type), state, 13.0), title_name(one.type), 18))
        head.addWidget(Elided(one.account_name, "table", weight=600), 1)
        word, kind = (
            ("Challenged", "accent") if one.is_open
            else ("Refused", "watch") if one.waiver.refused
            else ("Waived", "plain")
        )  # fmt: skip
        head.addWidget(Pill(word, kind))
        outer.addLayout(head)
        outer.addWidget(Label(f"{what}. {_challenge(one.waiver)}", "note", "text2").wrapped())
        outer.addWidget(Label(_verdict(one, as_of), "note", "text", weight=500).wrapped())
        words: tuple[tuple[str, str], ...] = (("open", "Open"),)
        if one.is_open:
            words = (("grant", "Grant"), ("refuse", "Refuse"), *words)
        outer.addLayout(_links(words, (one.waiver.touch, name), asked, self.links))


def _links(
    words: tuple[tuple[str, str], ...],
    about: tuple[str, str],
    asked: SignalInstance,
    made: list[Button],
) -> QHBoxLayout:
    """Return quiet buttons in a row; `about` is the touch and what it is called."""
    links = QHBoxLayout()
    links.setSpacing(2)
    touch, name = about
    for ask, text in words:
        button = Button(text, kind=Kind.QUIET, small=True)
        button.setAccessibleName(f"{text}: {name}")
        button.clicked.connect(partial(asked.emit, ask, touch))
        links.addWidget(button)
        made.append(button)
    links.addStretch(1)
    return links


def _verdict(one: Challenge, as_of: dt.date) -> str:
    waiver = one.waiver
    if waiver.decided_on is None:
        return "Nobody decided yet."
    word = "Refused" if waiver.refused else "Granted"
    by = f" by {waiver.decided_by}" if waiver.decided_by else ""
    return f"{word}{by}, {formats.day(waiver.decided_on, as_of)}."


def _told(gap: Gap) -> str:
    detail = gap.detail if gap.detail.endswith(".") else f"{gap.detail}."
    return f"{owed_words(gap.type, gap.period)}. {detail[0].upper()}{detail[1:]}"


def _challenge(waiver: Waiver) -> str:
    who = waiver.asked_by or "Somebody"
    asks = "asks" if waiver.decided_on is None else "asked"
    return f"{who} {asks} to waive it: {waiver.reason}"


def _actions(gap: Gap, as_of: dt.date) -> tuple[tuple[str, str], ...]:
    if gap.asked is not None:
        return (("grant", "Grant"), ("refuse", "Refuse"), ("open", "Open"))
    rest = (("waive", "Waive…"), ("open", "Open"))
    if gap.last < as_of:
        return rest
    planable = gap.reason in {"MISSED", "OPEN"}
    return (("mend", "Run plan") if planable else ("why", "Why"), *rest)
