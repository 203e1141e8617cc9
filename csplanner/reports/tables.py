"""Tables said in short: columns by share of the width, rows of words, signs at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplanner.drawing.canvas import Align, type_style
from csplanner.reports.blocks import RULE, Cell, Heading, Row, Words
from csplanner.reports.layout import Section, joined
from csplanner.reports.parts import title_block
from csplanner.reports.stacks import Stack, Table
from csplanner.reports.words import aged

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.reports.blocks import Block
    from csplanner.reports.parts import Sign

GAP = 0.012  # free share between two columns


class Column(NamedTuple):
    """A column from `at` to `end` (shares of the width); `strong` is its look."""

    name: str
    at: float
    end: float
    strong: bool = False
    align: Align = Align.LEFT


def columns(*told: tuple[str, float] | tuple[str, float, str], at: float = 0.0) -> list[Column]:
    """Return columns from (name, width[, look]): looks are "strong", "right", "strong right"."""
    found = []
    for name, width, *look in told:
        words = look[0] if look else ""
        align = Align.RIGHT if "right" in words else Align.LEFT
        found.append(Column(name, at, at + width - GAP, "strong" in words, align))
        at += width
    last = found[-1]
    return [*found[:-1], last._replace(end=1.0)]


def table(
    heads: Sequence[Column],
    rows: Sequence[Sequence[str]],
    signs: Sequence[Sign] = (),
    pad: float = 5.0,
) -> Table:
    """Return a table whose head is said again on each page."""
    small = type_style("print_note", "text2")
    head = Row(cells=tuple(Cell(c.name, c.at, c.end, small, c.align) for c in heads), pad=4,
               rule=RULE)  # fmt: skip
    made = [
        Row(cells=_cells(heads, row), pad=pad, sign=signs[i] if signs else None)
        for i, row in enumerate(rows)
    ]
    return Table(head=head, rows=tuple(made))


def _cells(heads: Sequence[Column], row: Sequence[str]) -> tuple[Cell, ...]:
    strong, plain = type_style("print_strong"), type_style("print_body", "text2")
    return tuple(
        Cell(words, c.at, c.end, strong if c.strong else plain, c.align)
        for c, words in zip(heads, row, strict=True)
    )


def headed(head: str, note: str, block: Block | None, none: str) -> list[Block]:
    """Return a head with what it heads, or the sentence that says that there is no data."""
    if block is None:
        return [Heading(text=head, after=2), said(none)]
    return [Heading(text=head, note=note, after=4), block]


def said(words: str, colour: str = "text3") -> Words:
    """Return a sentence of the paper itself."""
    return Words(text=words, style=type_style("print_body", colour), line=15)


def paragraph(words: str, after: float = 3.0) -> Words:
    """Return a text that somebody wrote."""
    return Words(text=words, style=type_style("print_body", "text2"), line=15, after=after)


def written_by(head: str, words: str, when: dt.date | None, as_of: dt.date) -> Stack:
    """Return a text of a person under its head, with its age."""
    note = f"written {aged(when, as_of)}" if when else "age unknown"
    return Stack(blocks=(Heading(text=head, note=note, after=2), paragraph(words)))


def part(
    key: str, title: str, message: str, period: Sequence[str], blocks: Sequence[Block]
) -> Section:
    """Return a part of a pack that stands under the part before where it fits."""
    return Section(
        title=title,
        blocks=(title_block(title, message, joined(period)), *blocks),
        key=key,
        message=message,
        follows=True,
    )
