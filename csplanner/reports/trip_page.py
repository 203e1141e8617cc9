"""Internal part 'Trip sheet': visits in order, legs, costs, approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.days import full_day, span, weekday_day
from csplanner.drawing.canvas import Style
from csplanner.drawing.glyphs import shape_path
from csplanner.drawing.marks import shape_of
from csplanner.reports.blocks import Heading, Space
from csplanner.reports.parts import side_by_side
from csplanner.reports.stacks import Stack
from csplanner.reports.tables import columns, headed, paragraph, part, table
from csplanner.reports.words import counted, enumerated, money, visit_name

if TYPE_CHECKING:
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.domain.pack_facts import TripSheetFacts
    from csplanner.drawing.canvas import Canvas
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section
    from csplanner.reports.parts import Sign

STATES = {
    "draft": "not yet asked for",
    "asked": "waiting for approval",
    "approved": "approved",
    "refused": "refused",
}


def trip_page(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the part; `tight` narrows gaps for the lower sheet."""
    trip, gap = facts.parts.trip, 12 if tight else 18
    if trip is None:
        words = "This visit belongs to no trip." if facts.visit else "No visit, so no trip."
        return part("trip", "Trip sheet", words, (f"as of {full_day(facts.as_of)}",), ())
    blocks: list[Block] = [
        *headed("Visits in order", counted(len(trip.stops), "visit"), _stops(trip), "No visit."),
        Space(size=gap),
        *headed("Legs", "times are local to each place", _legs(trip), "No leg is entered yet."),
        Space(size=gap),
        side_by_side((_costs(trip), _approval(trip)), gap=32),
    ]
    if trip.notes:
        blocks += [Space(size=gap), Heading(text="Notes", after=2), paragraph(trip.notes)]
    period = (f"T-{trip.number}", span(trip.start, trip.end), f"as of {full_day(facts.as_of)}")
    return part("trip", "Trip sheet", headline(trip), period, blocks)


def headline(trip: TripSheetFacts) -> str:
    """Return what the trip does, what it costs and what it saves."""
    days = (trip.end - trip.start).days + 1
    cities = enumerated([city for city in trip.cities if city])
    first = f"{counted(len(trip.stops), 'visit')} in {counted(days, 'day')}, {cities}."
    if trip.total is None:
        return f"{first} No cost line is on record."
    cost = f"{money(trip.total, trip.currency)}, {STATES.get(trip.state, trip.state)}"
    if trip.alone and trip.alone > trip.total:
        saved = money(trip.alone - trip.total, trip.currency)
        return f"{first} {cost}; {saved} less than travelling for each visit alone."
    return f"{first} {cost}."


def _stops(trip: TripSheetFacts) -> Block | None:
    if not trip.stops:
        return None
    heads = columns(
        ("Day", 0.13), ("Time", 0.08), ("Account", 0.22, "strong"), ("What", 0.19), ("City", 0.13),
        ("Who of us", 0.22), at=0.03,
    )  # fmt: skip
    rows = [
        (
            weekday_day(s.date),
            s.time or "open",
            s.account + (" \N{LEFTWARDS ARROW} this visit" if s.here else ""),
            visit_name(s.what),
            s.city,
            s.who,
        )
        for s in trip.stops
    ]
    return table(heads, rows, [_sign(s.what, here=s.here) for s in trip.stops])


def _sign(kind: str, *, here: bool) -> Sign:
    style = Style("glyph", "glyph", 1.2) if here else Style("surface", "glyph", 1.2)

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.path(shape_path(shape_of(kind), 11.0), style, x + 6, y)

    return paint


def _legs(trip: TripSheetFacts) -> Block | None:
    if not trip.legs:
        return None
    heads = columns(
        ("By", 0.1), ("From and to", 0.34, "strong"), ("Leaves", 0.19), ("Arrives", 0.19),
        ("Reference", 0.18),
    )  # fmt: skip
    rows = [(leg.mode, leg.route, leg.departs, leg.arrives, leg.reference) for leg in trip.legs]
    return table(heads, rows)


def _costs(trip: TripSheetFacts) -> Stack:
    heads = columns(("Category", 0.6), ("Cost", 0.4, "strong right"))
    rows = [(name.capitalize(), money(amount, trip.currency)) for name, amount in trip.costs]
    made = None
    if rows:
        made = table(heads, [*rows, ("Together", money(trip.total, trip.currency))], pad=4.0)
    return Stack(blocks=tuple(headed("Cost", "estimate", made, "No cost line is on record.")))


def _approval(trip: TripSheetFacts) -> Stack:
    state = STATES.get(trip.state, trip.state).capitalize()
    lines = [f"{state} {trip.decided}".strip() + "."]
    if trip.travellers:
        lines.append(f"Travelling: {', '.join(trip.travellers)}.")
    if trip.alone is not None:
        lines.append(f"Each visit alone would cost {money(trip.alone, trip.currency)}.")
    words = [paragraph(line) for line in lines]
    return Stack(blocks=(Heading(text="Approval and travellers", after=2), *words))
