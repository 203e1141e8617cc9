"""An agenda drawn to scale: a longer item is a taller bar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.drawing.canvas import Align, Box, Style, type_style
from csplanner.reports.blocks import Whole
from csplanner.reports.canvas import width_of
from csplanner.reports.layout import joined
from csplanner.reports.text import elided, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplanner.domain.internal_facts import LedItem
    from csplanner.drawing.canvas import Canvas

_CLOCK = 38.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaBar(Whole):
    """One item with its time, title, lead and minutes."""

    item: LedItem
    time: str
    pale: bool
    scale: float = 0.62
    keep: bool = False

    def height(self, width: float) -> float:
        """Return the height by minutes, at least that of its words."""
        minutes = min(max(self.item.minutes or 10, 5), 60)
        words = 15.0 * len(self._lines(width)) + 3
        return max(12 + self.scale * minutes, words) + 2

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Paint the bar."""
        high = self.height(box.w) - 2
        note = type_style("print_note", "text2")
        left = box.x + (_CLOCK if self.time else 0)
        bar = Box(left, box.y, box.x + box.w - left, high)
        canvas.rect(bar, Style("inset" if self.pale else "accentsoft"), 2)
        lines = self._lines(box.w)
        y = box.y + high / 2 - 7.5 * (len(lines) - 1) + 4
        if self.time:
            canvas.text((box.x, y), self.time, note)
        side = elided(self._side(), note, bar.w * 0.42)
        canvas.text((bar.x + bar.w - 7, y), side, note, Align.RIGHT)
        for line in lines:
            canvas.text((bar.x + 7, y), line, type_style("print_body", "text", 500))
            y += 15

    def _side(self) -> str:
        minutes = "" if self.item.minutes is None else f"{self.item.minutes} min"
        return joined((self.item.lead, minutes))

    def _lines(self, width: float) -> tuple[str, ...]:
        bar = width - (_CLOCK if self.time else 0)
        note = type_style("print_note", "text2")
        side = min(width_of(self._side(), note), bar * 0.42)
        return wrapped(self.item.title, type_style("print_body", "text", 500), bar - side - 24)


def agenda_blocks(
    items: Sequence[LedItem], start: dt.datetime | None, scale: float
) -> tuple[AgendaBar, ...]:
    """Return a bar an item, `scale` pixels a minute; clock times while all minutes are known."""
    times = list(_times(items, start))
    return tuple(
        AgendaBar(item=item, time=time, scale=scale, pale=i in {0, len(items) - 1})
        for i, (item, time) in enumerate(zip(items, times, strict=True))
    )


def _times(items: Sequence[LedItem], start: dt.datetime | None) -> Iterator[str]:
    at = start
    for item in items:
        yield "" if at is None else f"{at:%H:%M}"
        at = None if at is None or item.minutes is None else at + dt.timedelta(minutes=item.minutes)
