"""The list of a plan's changes: grouped, ticked, walked by keys; only visible rows are painted."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from csplanner.drawing.canvas import Box, Style
from ui import formats
from ui.models.plan_sentences import told
from ui.theme import current
from ui.widgets.change_paint import (
    HEAD,
    ROW,
    TICK,
    TITLES,
    Look,
    draw_head,
    draw_months,
    draw_row,
    effect_of,
)
from ui.widgets.engagement_words import type_words
from ui.widgets.painter import PainterCanvas

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from csplanner.services.review_run import ReviewRow

_K = Qt.Key


class ChangeList(QAbstractScrollArea):
    """Rows of a review under their heads.

    Signals: `selected(row)`, `ticked()` when ticks changed, `asked(word, row)`.
    """

    selected = Signal(object)
    ticked = Signal()
    asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("change_list")
        self.setAccessibleName("Changes of the plan")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.ticks: set[str] = set()
        self.locks: set[str] = set()
        self.row: ReviewRow | None = None
        self._items: list[ReviewRow | tuple[str, str, str, str]] = []
        self._tops: list[float] = [0.0]
        self._year = 0
        self._today: dt.date | None = None

    def show_rows(
        self, rows: Iterable[ReviewRow], *, by_owner: bool, year: int, today: dt.date
    ) -> None:
        """Show rows under the heads of their kinds, or of their CSMs."""
        self._year, self._today = year, today
        groups: dict[str, list[ReviewRow]] = {}
        for row in rows:
            groups.setdefault((row.owner or "No CSM") if by_owner else row.group, []).append(row)
        self._items = []
        for key in sorted(groups) if by_owner else groups:
            members = groups[key]
            title = key if by_owner else TITLES[key][0]
            note = "" if by_owner else _note(key, members)
            self._items.append((title, formats.number(len(members)), note, key))
            self._items.extend(members)
        heights = [HEAD if isinstance(item, tuple) else ROW for item in self._items]
        self._tops = [0.0, *accumulate(heights)]
        if self.row not in self._items:
            self.select(next((item for item in self._items if not isinstance(item, tuple)), None))
        self._scale()
        self.viewport().update()

    @property
    def rows(self) -> list[ReviewRow]:
        """The rows, top to bottom."""
        return [item for item in self._items if not isinstance(item, tuple)]

    def select(self, row: ReviewRow | None) -> None:
        """Select a row."""
        self.row = row
        words = row_words(row, ticked=row.touch in self.ticks) if row is not None else "nothing"
        self.setAccessibleName(f"Changes of the plan: {words}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.viewport().update()
        self.selected.emit(row)

    def tick(self, row: ReviewRow, *, on: bool | None = None) -> None:
        """Take a change, or leave it; None turns the tick round."""
        if row.group == "unplaced":
            return
        wanted = row.touch not in self.ticks if on is None else on
        (self.ticks.add if wanted else self.ticks.discard)(row.touch)
        if row is self.row:
            self.select(row)
        self.viewport().update()
        self.ticked.emit()

    def tick_all(self) -> None:
        """Take every change, or none if all are taken."""
        every = {row.touch for row in self.rows if row.group != "unplaced"}
        self.ticks = set() if self.ticks == every else every
        self.viewport().update()
        self.ticked.emit()

    def lock(self, row: ReviewRow) -> None:
        """Lock the new date when the plan is accepted, or not."""
        if row.after is not None:
            self.locks.symmetric_difference_update({row.touch})
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is visible of the list."""
        painter = QPainter(self.viewport())
        canvas = PainterCanvas(painter, current())
        area = event.rect()
        width = float(self.viewport().width())
        canvas.rect(Box(area.x(), area.y(), area.width(), area.height()), Style("surface"))
        scroll = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, area.y() + scroll) - 1)
        for i in range(first, len(self._items)):
            top = self._tops[i] - scroll
            if top > area.y() + area.height():
                break
            self._paint_item(canvas, i, Box(0, top, width, self._tops[i + 1] - self._tops[i]))
        painter.end()

    def _paint_item(self, canvas: PainterCanvas, index: int, box: Box) -> None:
        item = self._items[index]
        assert self._today is not None
        if isinstance(item, tuple):
            title, count, note, key = item
            draw_head(canvas, box, (title, count, note), key)
            if index == 0:
                draw_months(canvas, box, self._year, self._today)
            return
        look = Look(
            ticked=item.touch in self.ticks,
            locked=item.touch in self.locks,
            selected=item is self.row,
            focused=self.hasFocus(),
            today=self._today,
        )
        draw_row(canvas, box, item, look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, tick, lock."""
        key, row = Qt.Key(event.key()), self.row
        if key in {_K.Key_Up, _K.Key_Down, _K.Key_PageUp, _K.Key_PageDown}:
            page = max(1, int(self.viewport().height() // ROW) - 1)
            size = page if key in {_K.Key_PageUp, _K.Key_PageDown} else 1
            self._step(-size if key in {_K.Key_Up, _K.Key_PageUp} else size)
        elif key in {_K.Key_Home, _K.Key_End}:
            self._step(-len(self._items) if key == _K.Key_Home else len(self._items))
        elif row is not None and key == _K.Key_Space:
            self.tick(row)
        elif row is not None and key == _K.Key_K:
            self.tick(row, on=False)
        elif row is not None and key == _K.Key_L:
            self.lock(row)
        elif row is not None and key in {_K.Key_Return, _K.Key_Enter} and not event.modifiers():
            self.asked.emit("open", row)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        rows = self.rows
        if not rows:
            return
        place = rows.index(self.row) if self.row in rows else 0
        self.select(rows[min(max(place + step, 0), len(rows) - 1)])
        self._show_row()

    def _show_row(self) -> None:
        if self.row is None:
            return
        index = self._items.index(self.row)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if self._tops[index] < bar.value() + HEAD:
            bar.setValue(int(self._tops[index] - HEAD))
        elif self._tops[index + 1] > bar.value() + height:
            bar.setValue(int(self._tops[index + 1] - height))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a row; the box ticks it, the word at its end asks."""
        at = event.position()
        index = bisect_right(self._tops, at.y() + self.verticalScrollBar().value()) - 1
        if not 0 <= index < len(self._items):
            return
        item = self._items[index]
        if isinstance(item, tuple):
            return
        self.select(item)
        if at.x() < TICK + 12:
            self.tick(item)
        elif item.group == "unplaced" and at.x() > self.viewport().width() - 70:
            self.asked.emit("waive", item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bring the scroll bar to what there is to see."""
        super().resizeEvent(event)
        self._scale()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop showing the focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _scale(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, int(self._tops[-1] - self.viewport().height() + 1)))
        bar.setPageStep(max(1, self.viewport().height()))
        bar.setSingleStep(int(ROW))


def _note(group: str, rows: list[ReviewRow]) -> str:
    if group == "added":
        made_up = sum("missed" in row.reason for row in rows)
        return f"{formats.number(made_up)} make up missed engagements" if made_up else ""
    if group == "moved":
        shifts = sorted(abs((r.after - r.before).days) for r in rows if r.after and r.before)
        weeks = round(shifts[len(shifts) // 2] / 7) if shifts else 0
        return f"median shift {formats.counted(weeks, 'week')}"
    return "each names the rule that blocks it" if group == "unplaced" else ""


def row_words(row: ReviewRow, *, ticked: bool) -> str:
    """Return a change in words."""
    parts = [TITLES[row.group][0], type_words(row.type), row.account]
    if row.before is not None:
        parts.append(f"from {formats.weekday(row.before, row.before)}")
    if row.after is not None:
        parts.append(f"to {formats.weekday(row.after, row.after)}")
    parts.append(told(row.reason))
    if row.group != "unplaced":
        parts += [effect_of(row)[0], "taken" if ticked else "left"]
    return ", ".join(part for part in parts if part)
