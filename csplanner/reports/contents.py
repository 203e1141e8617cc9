"""The list of contents of a pack: each line leads to its part and says its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from csplanner.drawing.canvas import Align, Box, type_style
from csplanner.reports.blocks import HAIR, Heading, Whole
from csplanner.reports.canvas import PaperCanvas
from csplanner.reports.layout import bookmark
from csplanner.reports.stacks import Stack
from csplanner.reports.tags import marked
from csplanner.reports.text import elided, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.layout import Section

_MESSAGE, _MESSAGE_LINES = 0.29, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Whole):
    """A line of the contents that leads to its part: title (`wide` without a message), page."""

    key: str
    title: str
    message: str = ""
    wide: bool = False
    keep: bool = False
    role: ClassVar[str | None] = None

    def height(self, width: float) -> float:
        """Return the height of its message."""
        return 15.0 * len(self._lines(width)) + 9

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Set the line; its page is known once all parts are laid out."""
        strong, plain = type_style("print_strong"), type_style("print_body", "text2")
        y = box.y + 5 + 11
        with marked(canvas, "TOCI"):
            canvas.text(
                (box.x, y), elided(self.title, strong, box.w * (0.9 if self.wide else 0.27)), strong
            )
            for i, line in enumerate(self._lines(box.w)):
                canvas.text((box.x + _MESSAGE * box.w, y + 15 * i), f"{line} ", plain)
            if isinstance(canvas, PaperCanvas):
                name = bookmark(canvas.part, self.key)
                number = str(canvas.places.get(name, ""))
                canvas.text((box.x + box.w, y), number, plain, Align.RIGHT)
                canvas.link(Box(box.x, box.y, box.w, self.height(box.w)), name, self.title)
        with marked(canvas, ""):
            foot = box.y + self.height(box.w) - 0.5
            canvas.lines(((box.x, foot, box.x + box.w, foot),), HAIR)

    def _lines(self, width: float) -> tuple[str, ...]:
        style, room = type_style("print_body", "text2"), width * (0.95 - _MESSAGE)
        lines = wrapped(self.message, style, room)
        if len(lines) <= _MESSAGE_LINES:
            return lines
        return (lines[0], elided(" ".join(lines[1:]), style, room))


def contents(sections: Sequence[Section]) -> Stack:
    """Return the list of contents of the sections that follow a cover."""
    entries = tuple(Entry(key=s.key, title=s.title, message=s.message) for s in sections)
    return Stack(blocks=(Heading(text="Contents", after=4), *entries))
