"""The coverage report: is each group getting what the policy promises, and can the team carry it.

An internal paper on A4: the matrix with the team's weeks, every gap with its reason and its mend,
who waits, waivers, and where time and travel go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from csplanner.domain.days import full_day
from csplanner.drawing.axis import YearAxis
from csplanner.drawing.canvas import Align, Box, type_style
from csplanner.drawing.coverage import (
    NAMES,
    TOTALS,
    Matrix,
    capacity_height,
    draw_capacity,
    draw_legend,
    draw_matrix,
)
from csplanner.reports.blocks import RULE, Cell, Heading, Picture, Row, Space, Words
from csplanner.reports.layout import Document, Section, joined, rendered
from csplanner.reports.parts import FactStrip, title_block
from csplanner.reports.stacks import Table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csplanner.base.job import Job
    from csplanner.drawing.canvas import Canvas
    from csplanner.drawing.coverage import ExecutiveLine, PersonLine
    from csplanner.reports.blocks import Block
    from csplanner.reports.parts import Fact

_ROWS_AT_ONCE, _PEOPLE_AT_ONCE = 9, 14


class Column(NamedTuple):
    """A column of a list: its head, its right edge as a share of the width, its side."""

    head: str
    end: float
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list of the report; without rows it prints `none`."""

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    none: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePaper:
    """Everything that the report prints, in words and drawing values."""

    organisation: str
    team: str
    year: int
    as_of: dt.date
    policy: str
    headline: str
    facts: tuple[Fact, ...]
    matrix: Matrix
    people: tuple[PersonLine, ...]
    executives: tuple[ExecutiveLine, ...]
    gaps: tuple[Listed, ...]
    attention: tuple[Listed, ...]
    spent: tuple[Fact, ...]
    method: tuple[str, ...]


def coverage_report(told: CoveragePaper, job: Job) -> tuple[bytes, int]:
    """Return the PDF's bytes and its number of pages."""
    return rendered(_document(told), job)


def _document(told: CoveragePaper) -> Document:
    return Document(
        title=f"Coverage {told.year}, {told.team or told.organisation} (internal)",
        author=told.organisation,
        account=told.team or told.organisation,
        kind=f"Coverage {told.year}",
        tag="Internal",
        internal=True,
        footer=joined(
            ("Built offline by csplanner", f"data as of {full_day(told.as_of)}", told.policy)
        ),
        as_of=told.as_of,
        sections=(_overview(told), _gaps(told), _attention(told)),
    )


def _overview(told: CoveragePaper) -> Section:
    blocks: list[Block] = [
        title_block(f"Coverage {told.year}", told.headline),
        FactStrip(facts=told.facts),
        Space(size=14),
        Heading(text="Owed and placed", keep=True),
    ]
    rows = told.matrix.rows
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        blocks += [
            _matrix(told.matrix.heads, rows[start : start + _ROWS_AT_ONCE]),
            Space(size=14),
        ]
    if not rows:
        blocks.append(_quiet("No account is in plans: nothing is owed."))
    blocks.append(
        Heading(
            text="Capacity and executives",
            note="dashed: hours of a week; hatched: away; the line is today",
        )
    )
    blocks += _capacity(told)
    return Section(title="Coverage", blocks=tuple(blocks))


def _matrix(heads: tuple[str, ...], rows: Sequence[object]) -> Picture:
    part = Matrix(heads=heads, rows=tuple(rows))  # type: ignore[arg-type]

    def paint(canvas: Canvas, box: Box) -> None:
        draw_legend(canvas, box.x + box.w, box.y + 8)
        draw_matrix(canvas, Box(box.x, box.y + 16, box.w, part.height), part)

    return Picture(size=part.height + 18, paint=paint)


def _capacity(told: CoveragePaper) -> list[Block]:
    if not told.people and not told.executives:
        return [_quiet("Nobody of ours takes part in plans: no data.")]
    found: list[Block] = []
    for start in range(0, max(1, len(told.people)), _PEOPLE_AT_ONCE):
        people = told.people[start : start + _PEOPLE_AT_ONCE]
        last = start + _PEOPLE_AT_ONCE >= len(told.people)
        found.append(_weeks(told, people, told.executives if last else ()))
    return found


def _weeks(
    told: CoveragePaper, people: Sequence[PersonLine], executives: Sequence[ExecutiveLine]
) -> Picture:
    def paint(canvas: Canvas, box: Box) -> None:
        left, right = box.x + NAMES, box.x + box.w - TOTALS
        axis = YearAxis(
            year=told.year,
            left=left,
            week=(right - left) / 53,
            view=(left, right),
            today=told.as_of,
        )
        draw_capacity(canvas, box, axis, people, executives)

    return Picture(size=capacity_height(len(people), len(executives)), paint=paint)


def _gaps(told: CoveragePaper) -> Section:
    blocks: list[Block] = []
    for listed in told.gaps:
        blocks += _list(listed)
    return Section(title="Gaps and waits", blocks=tuple(blocks))


def _attention(told: CoveragePaper) -> Section:
    blocks: list[Block] = [
        Heading(text="Attention", note="time and travel of the year, held and planned"),
        FactStrip(facts=told.spent),
        Space(size=14),
    ]
    for listed in told.attention:
        blocks += _list(listed)
    note = type_style("print_note", "text2")
    blocks.append(Heading(text="How it is counted"))
    blocks += [Words(text=text, style=note, line=14, after=3) for text in told.method]
    return Section(title="Attention", blocks=tuple(blocks))


def _list(listed: Listed) -> list[Block]:
    blocks: list[Block] = [Heading(text=listed.title, note=listed.note)]
    if not listed.rows:
        return [*blocks, _quiet(listed.none), Space(size=14)]
    head = type_style("print_note", "text3")
    table = Table(
        head=_row(listed.columns, [column.head for column in listed.columns], head),
        rows=tuple(_row(listed.columns, row, None) for row in listed.rows),
    )
    return [*blocks, table, Space(size=16)]


def _row(columns: Sequence[Column], words: Sequence[str], style: object) -> Row:
    cells, at = [], 0.0
    for number, (column, text) in enumerate(zip(columns, words, strict=True)):
        strong = type_style("print_strong") if number == 0 else type_style("print_body")
        cells.append(
            Cell(
                text or " ",
                at,
                column.end - 0.015,
                style or strong,  # type: ignore[arg-type]
                Align.RIGHT if column.right else Align.LEFT,
            )
        )
        at = column.end
    return (
        Row(cells=tuple(cells), rule=RULE if style else None) if style else Row(cells=tuple(cells))
    )


def _quiet(text: str) -> Words:
    return Words(text=text, style=type_style("print_body", "text3"), line=15)
