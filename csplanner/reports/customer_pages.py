"""Customer parts in numbers: outcomes this quarter, adoption, service to you."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.charts.drivers import draw_drivers, drivers_height
from csplanner.charts.series import Driver, Line, LineSeries
from csplanner.charts.usage import draw_usage
from csplanner.domain.amounts import amount
from csplanner.domain.days import full_day, short_day
from csplanner.reports.blocks import Heading, Picture, Space
from csplanner.reports.customer_goals import results_row
from csplanner.reports.parts import Fact, FactStrip, side_by_side
from csplanner.reports.stacks import Stack
from csplanner.reports.tables import part
from csplanner.reports.words import DASH, counted, data_to, how_many, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.customer_facts import CustomerFacts, MeasureLine, ServiceFacts
    from csplanner.drawing.canvas import Box, Canvas
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section

_RESULTS_A_ROW, _ROW, _AT_ONCE, _CHARTS = 3, 30.0, 18, 6
_ON_TARGET, _LEAST_MONTHS = 0.95, 3


def outcomes_page(facts: CustomerFacts) -> Section | None:
    """Lay out the results that were written, and the measures against their targets."""
    blocks: list[Block] = []
    for i in range(0, len(facts.results), _RESULTS_A_ROW):
        blocks += [results_row(facts.results[i : i + _RESULTS_A_ROW]), Space(size=16)]
    known = [d for d in facts.drivers if d.now is not None]
    if known:
        blocks.append(Heading(text="Measures against target", note="hollow dot: 90 days ago"))
        blocks += [_plot(facts, i) for i in range(0, len(facts.drivers), _AT_ONCE)]
    if not blocks:
        return None
    dates = [d.as_of for d in facts.drivers if d.as_of]
    period = data_to(max(dates), facts.as_of) if dates else f"as of {full_day(facts.as_of)}"
    return part("outcomes", "Outcomes this quarter", outcomes_headline(facts), (period,), blocks)


def outcomes_headline(facts: CustomerFacts) -> str:
    """Return how many measures are on target, else the first result."""
    known = [d for d in facts.drivers if d.now is not None]
    if known:
        good = sum((d.now or 0) >= _ON_TARGET for d in known)
        gained = sum(d.before is not None and (d.now or 0) > d.before for d in known)
        first = f"{how_many(good)} of {counted(len(known), 'measure')} on target"
        return f"{first}; {how_many(gained).lower()} gained in 90 days."
    result = facts.results[0]
    return f"{result.figure} {result.text}".strip().rstrip(".") + "."


def _plot(facts: CustomerFacts, first: int) -> Picture:
    told = [
        Driver(
            name=d.name,
            now=d.now,
            before=d.before,
            actual=d.actual,
            target=d.target,
            history=d.line,
        )
        for d in facts.drivers[first : first + _AT_ONCE]
    ]

    def paint(canvas: Canvas, box: Box) -> None:
        draw_drivers(canvas, box, told, row=_ROW)

    words = "; ".join(f"{d.name} at {percent(d.now)} of target" for d in told)
    return Picture(size=drivers_height(len(told), _ROW), paint=paint, alt=f"Measures: {words}.")


def adoption_page(facts: CustomerFacts) -> Section | None:
    """Lay out the shared measures of use, a small chart each."""
    shown = [m for m in facts.measures if m.use][:_CHARTS]
    if not shown:
        return None
    newest = max(m.as_of for m in shown)
    period = ("13 months", data_to(newest, facts.as_of), "compared with three months before")
    return part("adoption", "Adoption", measures_headline(shown), period, _charts(shown))


def measures_headline(shown: Sequence[MeasureLine]) -> str:
    """Return the measure that moved most against three months before."""
    moved = [(m.now / m.before - 1, m) for m in shown if m.before]
    if not moved:
        first = shown[0]
        return f"{first.name}: {amount(first.now, first.unit)}. Nothing earlier to compare with."
    change, most = max(moved, key=lambda pair: abs(pair[0]))
    now = amount(most.now, most.unit)
    if round(change * 100) == 0:
        return f"{most.name} holds at {now}."
    verb = "rose" if change > 0 else "fell"
    return f"{most.name} {verb} {percent(abs(change))} in three months, to {now}."


def _charts(shown: Sequence[MeasureLine]) -> list[Block]:
    blocks: list[Block] = []
    for i in range(0, len(shown), 2):
        pair = [_chart(m) for m in shown[i : i + 2]]
        if len(pair) == 1 and len(shown) > 1:
            pair.append(Stack(blocks=()))
        blocks += [side_by_side(pair, gap=32), Space(size=14)]
    return blocks[:-1]


def _chart(measure: MeasureLine) -> Stack:
    first = next((i for i, value in enumerate(measure.values) if value is not None), 0)
    first = min(first, len(measure.values) - _LEAST_MONTHS)
    series = LineSeries(
        labels=measure.labels[first:],
        lines=(Line(name=measure.name, values=measure.values[first:]),),
        from_zero=measure.use,
    )

    def paint(canvas: Canvas, box: Box) -> None:
        draw_usage(canvas, box, series)

    before = "" if measure.before is None else f", was {amount(measure.before, measure.unit)}"
    note = f"{amount(measure.now, measure.unit)}{before}"
    alt = f"{measure.name} by month, now {note}."
    head = Heading(text=measure.name, note=note, after=4)
    return Stack(blocks=(head, Picture(size=150, paint=paint, alt=alt)))


def service_page(facts: CustomerFacts) -> Section | None:
    """Lay out counts and times of their tickets, and the shared measures of service."""
    service = facts.service
    measures = [m for m in facts.measures if not m.use][:_CHARTS]
    if service is None and not measures:
        return None
    blocks: list[Block] = []
    message = measures_headline(measures) if measures else ""
    period = [f"as of {full_day(facts.as_of)}"]
    if service is not None:
        blocks += [FactStrip(facts=_strip(service)), Space(size=16), *_tickets(service)]
        message = service_headline(service)
        period = [
            f"{short_day(service.since)} {DASH} {full_day(facts.as_of)}",
            data_to(service.as_of, facts.as_of),
            "compared with the 90 days before",
        ]
    if measures:
        blocks += [Space(size=16), *_charts(measures)] if blocks else _charts(measures)
    return part("service", "Service to you", message, period, blocks)


def service_headline(service: ServiceFacts) -> str:
    """Return how many tickets were opened and how long closing took, against before."""
    first = f"{counted(service.opened, 'ticket')} opened in 90 days, {service.opened_before} before"
    if service.days is None:
        return f"{first}."
    took = f"half were closed within {counted(round(service.days), 'day')}"
    if service.days < 1:
        took = "half were closed on the day"
    return f"{first}; {took}."


def _strip(service: ServiceFacts) -> tuple[Fact, ...]:
    def in_days(days: float | None) -> str:
        return "none closed" if days is None else counted(round(days), "day")

    return (
        Fact("Opened", str(service.opened), f"{service.opened_before} in the 90 days before"),
        Fact("Closed", str(service.closed), "in 90 days"),
        Fact("Median time to close", in_days(service.days), f"was {in_days(service.days_before)}"),
        Fact("Open now", str(service.open_now), "all of them"),
    )


def _tickets(service: ServiceFacts) -> list[Block]:
    series = LineSeries(
        labels=tuple(name for name, _, _ in service.months),
        lines=(
            Line(name="opened", values=tuple(float(n) for _, n, _ in service.months)),
            Line(name="closed", values=tuple(float(n) for _, _, n in service.months), dashed=True),
        ),
    )

    def paint(canvas: Canvas, box: Box) -> None:
        draw_usage(canvas, box, series)

    note = "opened, and closed (dashed); the last month is not over"
    words = ", ".join(f"{name} {n} opened {c} closed" for name, n, c in service.months)
    return [
        Heading(text="Tickets a month", note=note, after=4),
        Picture(size=150, paint=paint, alt=f"Tickets by month: {words}."),
    ]
