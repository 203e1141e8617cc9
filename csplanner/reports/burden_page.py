"""Internal part 'Burden': what we cost them, where it comes from, what is open (design p3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.charts.burden import draw_burden, draw_heat, draw_ranked
from csplanner.charts.series import Bars, HeatTable, Line, LineSeries, Ranked
from csplanner.charts.usage import draw_usage
from csplanner.domain.days import full_day, short_day
from csplanner.drawing.marks import Health
from csplanner.reports.blocks import Heading, Picture, Space
from csplanner.reports.parts import side_by_side
from csplanner.reports.stacks import Stack
from csplanner.reports.tables import columns, headed, paragraph, part, said, table
from csplanner.reports.words import DASH, NO_DATA, counted, data_to, percent

if TYPE_CHECKING:
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.domain.pack_facts import Counted, SupportFacts
    from csplanner.drawing.canvas import Box, Canvas
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section

_ROWS, _OPEN = 5, 6
TITLE = "Burden"
TIME = "No hours given back are on record for this quarter: no data."


def burden_page(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the part; `tight` lowers the pictures for the lower sheet."""
    support = facts.parts.support
    if support is None:
        words = "No ticket of theirs is on record, so no burden can be told: no data."
        return part("burden", TITLE, words, (f"as of {full_day(facts.as_of)}",), ())
    gap = 9 if tight else 14
    blocks: list[Block] = [
        side_by_side((_quarters(support, 168 if tight else 190), _sits(support)), gap=32),
        Space(size=gap),
        *_types(support),
        Space(size=gap),
        Heading(text="Tickets a week", note=_weeks_note(support), after=4),
        _weeks(support, 88 if tight else 104),
        Space(size=gap),
        side_by_side((_given(support), _method(facts, support)), gap=32),
        Space(size=gap),
        *_open(support),
    ]
    period = (
        f"{short_day(support.since)} {DASH} {full_day(facts.as_of)}",
        data_to(support.until, facts.as_of),
        f"the 90 days before: {counted(support.opened_before, 'ticket')}",
    )
    return part("burden", TITLE, headline(facts), period, blocks)


def headline(facts: InternalFacts) -> str:
    """Return how the burden stands against its baseline, and where it came from."""
    now, before = facts.burden.change, facts.burden_before.change
    support = facts.parts.support
    if now is None or support is None:
        opened = counted(support.opened if support else 0, "ticket")
        return f"{opened} in 90 days. There is too little history for a baseline."
    if facts.burden.silence:
        return "Tickets fell because use fell: this is silence, not relief."
    first = f"{facts.account} carries {_against(now)} than at its baseline."
    if round(now * 100) == 0:
        first = f"{facts.account} carries as much burden as at its baseline."
    if before is None:
        return first
    quarter = (facts.as_of.month + 2) // 3 - 1 or 4
    return f"{first} It was {percent(before, signed=True)} at the end of Q{quarter}."


def _against(change: float) -> str:
    return f"{percent(abs(change))} {'less' if change < 0 else 'more'} burden"


def _quarters(support: SupportFacts, height: float) -> Stack:
    shown = _from_first(support.quarters)
    bars = Bars(
        labels=tuple(q.name for q in shown),
        values=tuple(q.value for q in shown),
        baseline=support.baseline,
    )

    def paint(canvas: Canvas, box: Box) -> None:
        draw_burden(canvas, box, bars)

    words = ", ".join(f"{q.name} {NO_DATA if q.value is None else f'{q.value:.1f}'}" for q in shown)
    chart = Picture(size=height, paint=paint, alt=f"{support.unit} by quarter: {words}.")
    line = "" if support.baseline is None else f"dashed: baseline {support.baseline:.1f}"
    return Stack(blocks=(Heading(text=support.unit, note=line, after=6), chart))


def _from_first(quarters: tuple[Counted, ...]) -> tuple[Counted, ...]:
    """Leave out the quarters before the first one with a value."""
    first = next((i for i, q in enumerate(quarters) if q.value is not None), 0)
    return quarters[first:]


def _sits(support: SupportFacts) -> Stack:
    most = support.types[:_ROWS]
    tones = [Health.AT_RISK, Health.WATCH]
    total = sum(t.points for t in support.types) or 1.0
    rows = [
        Ranked(
            name=t.name,
            value=t.points,
            words=f"{counted(round(t.points), 'pt')}, {percent(t.points / total)}",
            tone=tones[i] if i < len(tones) and t.points / total >= 0.15 else None,
        )
        for i, t in enumerate(most)
    ]
    if not rows:
        return Stack(blocks=(Heading(text="Where it sits"), said("No ticket in 90 days.")))

    def paint(canvas: Canvas, box: Box) -> None:
        draw_ranked(canvas, box, rows, row=37.0)

    words = "; ".join(f"{row.name} {row.words}" for row in rows)
    chart = Picture(size=37.0 * len(rows), paint=paint, alt=f"Burden by type: {words}.")
    return Stack(blocks=(Heading(text="Where it sits", note="last 90 days", after=10), chart))


def _types(support: SupportFacts) -> list[Block]:
    if not support.types:
        return [Heading(text="Tickets by type"), said("No ticket in 90 days.")]
    heat = HeatTable(
        corner="Type",
        columns=tuple(tone.capitalize() for tone in support.tones),
        rows=tuple(t.name for t in support.types),
        counts=tuple(t.counts for t in support.types),
        side_heads=("Median hours", "Points"),
        sides=tuple(
            (NO_DATA if t.hours is None else f"{t.hours:.1f}", f"{t.points:,.0f}")
            for t in support.types
        ),
    )

    def paint(canvas: Canvas, box: Box) -> None:
        draw_heat(canvas, box, heat)

    words = "; ".join(f"{t.name} {sum(t.counts)}" for t in support.types)
    high = 24 + 27.0 * len(support.types)
    note = f"{counted(support.opened, 'ticket')}, last 90 days; number of tickets in each cell"
    return [
        Heading(text="Tickets by type and tone", note=note, after=4),
        Picture(size=high, paint=paint, alt=f"Tickets by type: {words}."),
    ]


def _weeks_note(support: SupportFacts) -> str:
    most = max(support.weeks, key=lambda week: week.value or 0)
    return f"{len(support.weeks)} weeks; most in {most.name}, {most.value or 0:.0f}"


def _weeks(support: SupportFacts, height: float) -> Picture:
    values = tuple(week.value for week in support.weeks)
    series = LineSeries(
        labels=tuple(week.name for week in support.weeks),
        lines=(Line(name="Tickets", values=values),),
    )

    def paint(canvas: Canvas, box: Box) -> None:
        draw_usage(canvas, box, series)

    words = ", ".join(f"{week.name} {week.value:.0f}" for week in support.weeks)
    return Picture(size=height, paint=paint, alt=f"Tickets opened a week: {words}.")


def _given(support: SupportFacts) -> Stack:
    if not support.given:
        return Stack(blocks=(Heading(text="Time given back", after=2), said(TIME)))
    heads = columns(
        ("Last three months", 0.64, "strong"), ("Hours", 0.14, "right"), ("Value", 0.22, "right")
    )
    rows = [(g.name, NO_DATA if g.value is None else f"{g.value:,.0f}", g.note)
            for g in support.given]  # fmt: skip
    return Stack(blocks=(Heading(text="Time given back", after=4), table(heads, rows, pad=4)))


def _method(facts: InternalFacts, support: SupportFacts) -> Stack:
    use = facts.burden.use_metric
    unit = f"per 1,000 {use.lower()}" if use else "a month; no measure of use is on record"
    words = support.method or (f"Burden is ticket points {unit}, over three months.",)
    return Stack(blocks=(Heading(text="How burden is counted", after=2), *map(paragraph, words)))


def _open(support: SupportFacts) -> list[Block]:
    shown = support.open[:_OPEN]
    heads = columns(
        ("Ticket", 0.46, "strong"), ("Type", 0.25), ("Severity", 0.15), ("Age", 0.14, "right")
    )
    rows = [(t.subject, t.type, t.severity, f"{t.days} d") for t in shown]
    note = f"{len(shown)} of {len(support.open)} open, the gravest first"
    made = table(heads, rows, pad=4.0) if rows else None
    return headed("Open tickets to know about", note, made, "No ticket is open.")
