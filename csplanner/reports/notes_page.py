"""Internal part 'Notes': ruled lines for the pen, in the order in which an outcome is entered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from csplanner.drawing.canvas import Style
from csplanner.reports.blocks import Heading, Whole
from csplanner.reports.layout import Section
from csplanner.reports.parts import title_block
from csplanner.reports.words import counted

if TYPE_CHECKING:
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.drawing.canvas import Box, Canvas
    from csplanner.reports.blocks import Block

PITCH = 26.0  # 6.9 mm, as in a ruled book
_LINE = Style(stroke="border2")
_HEADS = (
    ("Who came", "", 2),
    ("What was said", "in their words", 0),
    ("Promised", "who, what, by when", 6),
    ("Heard, never pitched", "signals", 4),
    ("Next date, and what must be ready", "", 3),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled(Whole):
    """Empty lines to write on."""

    lines: int
    keep: bool = False
    role: ClassVar[str | None] = ""

    def height(self, width: float) -> float:  # noqa: ARG002 - any width
        """Return the height of all lines."""
        return self.lines * PITCH + 14

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Rule the lines."""
        rows = (box.y + PITCH * (i + 1) for i in range(self.lines))
        canvas.lines([(box.x, y, box.x + box.w, y) for y in rows], _LINE)


_LEFT = {False: 12, True: 10}  # lines that A4 and the lower Letter leave for what was said


def notes_page(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Rule a page; the notes about what was said get the lines that are left."""
    message = _message(facts)
    blocks: list[Block] = [title_block("Notes", message)]
    for head, note, lines in _HEADS:
        blocks += [Heading(text=head, note=note, after=0), Ruled(lines=lines or _LEFT[tight])]
    return Section(title="Notes", key="notes", message=message, blocks=tuple(blocks))


def _message(facts: InternalFacts) -> str:
    people = facts.visit.theirs if facts.visit else ()
    if not people:
        return "Enter what was said within a day: who came, promises, signals, the next date."
    expected = counted(len(people), "person", "people")
    return f"{expected} of theirs expected. Enter what was said within a day."
