"""The travel request: who goes where, whom it serves, what it costs, limits, and who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.amounts import exact
from csplanner.domain.days import full_day, span, weekday_day
from csplanner.drawing.canvas import Align, Style, type_style
from csplanner.drawing.glyphs import glyph
from csplanner.drawing.map import draw_map
from csplanner.drawing.marks import mark_state, shape_of
from csplanner.reports.blocks import RULE, Cell, Heading, Picture, Row, Space, Words
from csplanner.reports.layout import Document, Section, joined
from csplanner.reports.parts import Fact, FactStrip, title_block
from csplanner.reports.stacks import Stack, Table
from csplanner.reports.words import DASH, NO_DATA, counted, money, visit_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csplanner.domain.trip_sheet import CostLine, Limit, TripSheet, TripVisit
    from csplanner.drawing.canvas import Box, Canvas
    from csplanner.drawing.map import RouteMap
    from csplanner.reports.blocks import Block

STATES = {
    "draft": "not yet asked for",
    "asked": "waiting for approval",
    "approved": "approved",
    "refused": "refused",
}
CATEGORIES = {
    "air": "Air",
    "lodging": "Lodging",
    "ground": "Ground",
    "meals": "Meals",
    "registration": "Registration",
    "other": "Other",
}
_HEAD = "text3"
_LINE = Style(stroke="text3", width=0.8)


def trip_document(sheet: TripSheet, route: RouteMap | None, paper: str) -> Document:
    """Lay out the request of a trip."""
    return Document(
        title=f"Travel request {sheet.id}, {sheet.title}",
        author=sheet.organisation,
        account=f"{sheet.id} {sheet.title}",
        kind="Travel request",
        tag="Internal",
        internal=True,
        footer=joined(
            (
                "Built offline by csplanner",
                f"data as of {full_day(sheet.as_of)}",
                sheet.organisation,
            )
        ),
        as_of=sheet.as_of,
        sections=(Section(title="Travel request", blocks=tuple(_blocks(sheet, route))),),
        paper=paper,
    )


def _blocks(sheet: TripSheet, route: RouteMap | None) -> Iterable[Block]:
    yield title_block(_headline(sheet), _subtitle(sheet))
    yield FactStrip(facts=_facts(sheet))
    yield Space(size=12)
    if route is not None:
        yield Picture(size=210, paint=lambda canvas, box: draw_map(canvas, box, route))
        yield Space(size=12)
    yield from _visits(sheet)
    yield from _costs(sheet)
    yield from _limits(sheet)
    yield from _problems(sheet)
    yield from _legs(sheet)
    yield _decision(sheet)


def _headline(sheet: TripSheet) -> str:
    visits = counted(len(sheet.visits), "visit")
    if sheet.saved is not None and sheet.saved > 0 and len(sheet.visits) > 1:
        return f"{visits} in one trip save {money(sheet.saved, sheet.currency)}"
    return f"{visits} to {sheet.title}"


def _subtitle(sheet: TripSheet) -> str:
    purpose = "keeping customers" if sheet.purpose == "keep" else "winning customers"
    return joined(
        (
            sheet.title,
            span(sheet.start, sheet.end),
            f"for {purpose}",
            f"{STATES.get(sheet.state, sheet.state)}",
        )
    )


def _facts(sheet: TripSheet) -> tuple[Fact, ...]:
    alone = "" if sheet.alone is None else f"alone {money(sheet.alone, sheet.currency)}"
    accounts = {visit.account_id for visit in sheet.visits}
    unknown = len({v.account_id for v in sheet.visits if v.arr is None})
    return (
        Fact("Cost", money(sheet.total, sheet.currency), alone or "no comparison"),
        Fact(
            "Revenue served",
            money(sheet.served, sheet.base),
            counted(len(accounts), "account") + (f", {unknown} without figure" if unknown else ""),
        ),
        Fact("Cost of revenue", _share(sheet), "cost / yearly revenue"),
        Fact("Days", str(sheet.days), counted(len(sheet.travellers), "traveller")),
        Fact(
            "Exceptions",
            str(len(sheet.exceptions)) if sheet.limits else NO_DATA,
            "of the travel policy" if sheet.limits else "no limits are set",
        ),
    )


def _share(sheet: TripSheet) -> str:
    if not sheet.served or sheet.currency != sheet.base:
        return NO_DATA
    return f"{sheet.total / sheet.served * 100:.2f}%"


def _head(*cells: tuple[str, float, float, Align]) -> Row:
    style = type_style("print_note", _HEAD)
    return Row(
        cells=tuple(Cell(text, at, end, style, align) for text, at, end, align in cells),
        pad=2.0,
        rule=RULE,
        keep=True,
    )


def _visits(sheet: TripSheet) -> Iterable[Block]:
    yield Heading(text="Visits", note="local time of each city", after=4)
    if not sheet.visits:
        yield Words(
            text="No visit belongs to this trip any more.",
            style=type_style("print_body", "text3"),
            line=15,
        )
        return
    head = _head(
        ("Day", 0.03, 0.17, Align.LEFT),
        ("Account", 0.17, 0.45, Align.LEFT),
        ("Tier", 0.45, 0.55, Align.LEFT),
        ("Revenue", 0.55, 0.65, Align.RIGHT),
        ("City", 0.68, 0.8, Align.LEFT),
        ("Who", 0.8, 1.0, Align.LEFT),
    )
    yield Table(head=head, rows=tuple(_visit(visit, sheet.base) for visit in sheet.visits))
    yield Space(size=12)


def _visit(visit: TripVisit, base: str) -> Row:
    time = f" {visit.start:%H:%M}" if visit.start else ""
    strong, note = type_style("print_strong"), type_style("print_note", "text2")

    def sign(canvas: Canvas, x: float, y: float) -> None:
        canvas.stamp(glyph(shape_of(visit.type), mark_state(visit.state), 10), x + 6, y)

    return Row(
        cells=(
            Cell(f"{weekday_day(visit.date)}{time}", 0.03, 0.17),
            Cell(f"{visit.account}\n{visit_name(visit.type)}", 0.17, 0.45, strong),
            Cell(visit.tier, 0.45, 0.55),
            Cell(money(visit.arr, base), 0.55, 0.65, align=Align.RIGHT),
            Cell(visit.city, 0.68, 0.8),
            Cell(", ".join(visit.who), 0.8, 1.0, note),
        ),
        pad=3.5,
        line=14.0,
        sign=sign,
    )


def _costs(sheet: TripSheet) -> Iterable[Block]:
    yield Heading(text="Costs", note=f"estimate in {sheet.currency}", after=4)
    head = _head(
        ("Category", 0.0, 0.2, Align.LEFT),
        ("Traveller", 0.2, 0.45, Align.LEFT),
        ("How it is reckoned", 0.45, 0.85, Align.LEFT),
        ("Amount", 0.85, 1.0, Align.RIGHT),
    )
    rows = [_cost(line) for line in sheet.costs]
    strong = type_style("print_strong")
    total = Row(
        cells=(
            Cell("Total", 0.0, 0.3, strong),
            Cell(exact(sheet.total), 0.7, 1.0, strong, Align.RIGHT),
        ),
        pad=4.0,
    )
    yield Table(head=head, rows=(*rows, total))
    for line in sheet.unconverted:
        yield Words(
            text=f"Not in the total, no rate for {line.currency}: "
            f"{CATEGORIES[line.category]} {exact(line.amount)} {line.currency}",
            style=type_style("print_body", "watch"),
            line=15,
        )
    yield Space(size=12)


def _cost(line: CostLine) -> Row:
    return Row(
        cells=(
            Cell(CATEGORIES[line.category], 0.0, 0.2),
            Cell(line.traveller or "all", 0.2, 0.45),
            Cell(
                line.note or "from the table of rates",
                0.45,
                0.85,
                type_style("print_note", "text2"),
            ),
            Cell(exact(line.amount), 0.85, 1.0, align=Align.RIGHT),
        ),
        pad=2.5,
        line=14.0,
    )


def _limits(sheet: TripSheet) -> Iterable[Block]:
    if not sheet.limits:
        return
    yield Heading(text="Limits of the travel policy", note=f"in {sheet.base}", after=4)
    head = _head(
        ("Limit", 0.0, 0.35, Align.LEFT),
        ("Allowed", 0.35, 0.5, Align.RIGHT),
        ("Asked", 0.5, 0.65, Align.RIGHT),
        ("", 0.7, 1.0, Align.LEFT),
    )
    yield Table(head=head, rows=tuple(map(_limit, sheet.limits)))
    if sheet.exceptions or sheet.reason:
        given = sheet.reason or "no reason given yet"
        tone = "text" if sheet.reason else "risk"
        words = f"Reason for the exception: {given}" if sheet.exceptions else sheet.reason
        yield Space(size=5)
        yield Words(text=words, style=type_style("print_body", tone), line=15, after=2)
    yield Space(size=12)


def _limit(limit: Limit) -> Row:
    if limit.actual is None:
        verdict, tone = "nothing asked for", "text3"
    elif limit.kept:
        verdict, tone = "kept", "good"
    else:
        verdict, tone = f"over by {exact(limit.actual - limit.limit)}", "risk"
    weight = 600 if not limit.kept else 400
    return Row(
        cells=(
            Cell(limit.name, 0.0, 0.35),
            Cell(exact(limit.limit), 0.35, 0.5, align=Align.RIGHT),
            Cell(
                NO_DATA if limit.actual is None else exact(limit.actual),
                0.5,
                0.65,
                align=Align.RIGHT,
            ),
            Cell(verdict, 0.7, 1.0, type_style("print_body", tone, weight)),
        ),
        pad=2.5,
        line=14.0,
    )


def _problems(sheet: TripSheet) -> Iterable[Block]:
    if not sheet.problems:
        return
    yield Heading(text="To settle before booking", after=2)
    for problem in sheet.problems:
        yield Words(text=problem, style=type_style("print_body", "risk"), line=15, after=2)
    yield Space(size=10)


def _legs(sheet: TripSheet) -> Iterable[Block]:
    if not sheet.legs:
        return
    yield Heading(text="Legs", note="typed by hand, local times", after=4)
    rows = []
    for leg in sheet.legs:
        times = [f"{weekday_day(at.date())} {at:%H:%M}" for at in (leg.departs, leg.arrives) if at]
        rows.append(
            Row(
                cells=(
                    Cell(f"{leg.origin} {DASH} {leg.destination}", 0.0, 0.32),
                    Cell(leg.mode, 0.32, 0.42),
                    Cell(f" {DASH} ".join(times) or NO_DATA, 0.42, 0.76),
                    Cell(leg.reference, 0.76, 1.0, type_style("print_note", "text2")),
                ),
                pad=2.5,
                line=14.0,
            )
        )
    yield Stack(blocks=tuple(rows))
    yield Space(size=12)


def _decision(sheet: TripSheet) -> Stack:
    told = STATES.get(sheet.state, sheet.state)
    if sheet.decided_by:
        on = f" on {full_day(sheet.decided_on)}" if sheet.decided_on else ""
        told = f"{told} by {sheet.decided_by}{on}"
    names = [traveller.name for traveller in sheet.travellers[:2]] or ["Traveller"]
    lines = [*((name, "traveller") for name in names), ("", "team lead"), ("", "department")]
    return Stack(
        blocks=(
            Heading(text="Decision", note=told, after=4),
            Picture(size=58, paint=lambda canvas, box: _sign_here(canvas, box, lines)),
        )
    )


def _sign_here(canvas: Canvas, box: Box, lines: list[tuple[str, str]]) -> None:
    """Paint a line to sign on for each who must, with name and part under it."""
    wide = (box.w - 16 * (len(lines) - 1)) / len(lines)
    for i, (name, part) in enumerate(lines):
        x = box.x + i * (wide + 16)
        canvas.lines(((x, box.y + 34, x + wide, box.y + 34),), _LINE)
        words = joined((name, part, "date"))
        canvas.text((x, box.y + 47), words, type_style("print_note", "text2"))
