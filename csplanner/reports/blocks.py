"""What a page is stacked from: blocks that know their height, paint themselves, and may be cut.

Lengths are pixels at 96 dpi, y grows downward. A chart or a picture never splits; a text splits
between lines, a table between rows, and only where it would not fit a page of its own.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar, Protocol

from csplanner.drawing.canvas import Align, Box, Style, type_style
from csplanner.reports.canvas import width_of
from csplanner.reports.tags import grouped, marked
from csplanner.reports.text import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplanner.drawing.canvas import Canvas, TextStyle

    Paint = Callable[[Canvas, Box], None]

HAIR = Style(stroke="border")
RULE = Style(stroke="border2")
FIRST_LINES = 3


class Block(Protocol):
    """A part of a page."""

    @property
    def keep(self) -> bool:
        """Whether it must stand on the same page as what follows."""

    def height(self, width: float) -> float:
        """Return the height in a width."""

    def least(self, width: float) -> float:
        """Return the height that must be free to begin it on a page."""

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Paint it at the top of a box."""

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Cut it so that the first part fits a height, or return None."""


def draw_block(canvas: Canvas, block: Block, box: Box) -> None:
    """Paint a block as the piece that it is; blocks without a role mark their own parts."""
    role = getattr(block, "role", None)
    if role is None:
        block.draw(canvas, box)
        return
    with marked(canvas, role, getattr(block, "alt", "")):
        block.draw(canvas, box)


class Whole(ABC):
    """A block that is never cut; `role` says what it is to a reader that speaks ("": ornament)."""

    keep = False
    role: ClassVar[str | None] = "P"

    @abstractmethod
    def height(self, width: float) -> float:
        """Return the height in a width."""

    def least(self, width: float) -> float:
        """Return the height that must be free to begin it: all of it."""
        return self.height(width)

    def split(self, _width: float, _room: float) -> tuple[Block, Block] | None:
        """Return None: it stays whole."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Space(Whole):
    """Free height; it is left out at the top of a page."""

    size: float
    keep: bool = False
    role: ClassVar[str | None] = None

    def height(self, width: float) -> float:  # noqa: ARG002 - any width
        """Return its size."""
        return self.size

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Paint nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Whole):
    """A drawing of a fixed height; `alt` says in words what it shows, none: an ornament."""

    size: float
    paint: Paint
    alt: str = ""
    keep: bool = False
    role: ClassVar[str | None] = None

    def height(self, width: float) -> float:  # noqa: ARG002 - any width
        """Return its size."""
        return self.size

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Let the drawing paint itself."""
        with marked(canvas, "Figure" if self.alt else "", self.alt):
            self.paint(canvas, Box(box.x, box.y, box.w, self.size))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text over as many lines as it needs; `line` is the distance of lines."""

    text: str
    style: TextStyle
    line: float
    after: float = 0.0
    keep: bool = False
    role: str = "P"

    def lines(self, width: float) -> tuple[str, ...]:
        """Return the lines in a width."""
        return wrapped(self.text, self.style, width)

    def height(self, width: float) -> float:
        """Return the height of all lines."""
        return len(self.lines(width)) * self.line + self.after

    def least(self, width: float) -> float:
        """Return the height of the first lines."""
        return min(len(self.lines(width)), FIRST_LINES) * self.line

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Set the lines, the baseline at four fifths of each."""
        y = box.y + (self.line + self.style.size * 0.7) / 2
        for line in self.lines(box.w):
            canvas.text((box.x, y), f"{line} ", self.style)
            y += self.line

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Cut between two lines."""
        lines = self.lines(width)
        count = int((room + 0.01) // self.line)
        if not 0 < count < len(lines):
            return None
        first = replace(self, text="\n".join(lines[:count]), after=0.0)
        return first, replace(self, text="\n".join(lines[count:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Whole):
    """A section's head with a note beside it; it stays with what follows."""

    text: str
    note: str = ""
    keep: bool = True
    after: float = 8.0
    role: ClassVar[str | None] = "H2"

    def height(self, width: float) -> float:
        """Return the height: the note wraps under the head where it does not fit beside it."""
        return len(self._lines(width)) * 18 + self.after

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Set head and note."""
        head, note = type_style("print_head"), type_style("print_body", "text2")
        lines = self._lines(box.w)
        y = box.y + 14
        canvas.text((box.x, y), lines[0], head)
        beside = canvas.text_width(lines[0], head) + 8
        if self.note and len(lines) == 1:
            canvas.text((box.x + beside, y), self.note, note)
        for line in lines[1:]:
            y += 18
            canvas.text((box.x, y), line, note)

    def _lines(self, width: float) -> tuple[str, ...]:
        head, note = type_style("print_head"), type_style("print_body", "text2")
        lines = wrapped(self.text, head, width)
        together = width - 8 - width_of(lines[0], head) - width_of(self.note, note)
        if not self.note or (len(lines) == 1 and together >= 0):
            return lines
        return (*lines, *wrapped(self.note, note, width))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: words in a column that begins at `at` and ends at `end` (shares of 1)."""

    text: str
    at: float
    end: float
    style: TextStyle = field(default_factory=lambda: type_style("print_body"))
    align: Align = Align.LEFT

    def lines(self, width: float) -> tuple[str, ...]:
        """Return the lines of the cell in a row's width."""
        return wrapped(self.text, self.style, max(12.0, (self.end - self.at) * width))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of cells over a hairline; `sign` paints a mark at the middle of the first line."""

    cells: tuple[Cell, ...]
    pad: float = 5.0
    line: float = 15.0
    rule: Style | None = HAIR
    sign: Callable[[Canvas, float, float], None] | None = None
    keep: bool = False

    def height(self, width: float) -> float:
        """Return the height of its longest cell."""
        return max(len(c.lines(width)) for c in self.cells) * self.line + 2 * self.pad + 1

    def least(self, width: float) -> float:
        """Return its whole height, unless it is longer than many lines."""
        return min(self.height(width), 20 * self.line)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Set the cells, first lines on one height, and the hairline under them."""
        self.draw_cells(canvas, box, "TD")

    def draw_cells(self, canvas: Canvas, box: Box, role: str) -> None:
        """Paint it as a row of a table whose cells have a role."""
        with grouped(canvas, "TR"):
            for cell in self.cells:
                with marked(canvas, role):
                    self._draw_cell(canvas, box, cell)
        with marked(canvas, ""):
            if self.sign:
                self.sign(canvas, box.x, box.y + self.pad + self.line / 2)
            if self.rule:
                y = box.y + self.height(box.w) - 0.5
                canvas.lines(((box.x, y, box.x + box.w, y),), self.rule)

    def _draw_cell(self, canvas: Canvas, box: Box, cell: Cell) -> None:
        x = box.x + box.w * (cell.end if cell.align is Align.RIGHT else cell.at)
        y = box.y + self.pad + (self.line + cell.style.size * 0.7) / 2
        for line in cell.lines(box.w):
            canvas.text((x, y), line, cell.style, cell.align)
            y += self.line

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Cut all cells between two lines; only rows longer than a page come to this."""
        count = int((room - 2 * self.pad) // self.line)
        most = max(len(c.lines(width)) for c in self.cells)
        if not 0 < count < most:
            return None
        first = tuple(replace(c, text="\n".join(c.lines(width)[:count])) for c in self.cells)
        rest = tuple(replace(c, text="\n".join(c.lines(width)[count:])) for c in self.cells)
        return replace(self, cells=first, rule=None), replace(self, cells=rest, sign=None)
