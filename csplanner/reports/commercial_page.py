"""Internal part 'Commercial': revenue, contract, renewal and what the decision depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.charts.series import Line, LineSeries
from csplanner.charts.usage import draw_usage
from csplanner.domain.days import full_day, month
from csplanner.reports.blocks import Heading, Picture, Space
from csplanner.reports.parts import Fact, FactStrip
from csplanner.reports.stacks import Stack
from csplanner.reports.tables import columns, headed, paragraph, part, said, table
from csplanner.reports.words import DASH, NO_DATA, counted, money, percent

if TYPE_CHECKING:
    from csplanner.domain.internal_facts import InternalFacts
    from csplanner.domain.pack_facts import CommercialFacts
    from csplanner.drawing.canvas import Box, Canvas
    from csplanner.reports.blocks import Block
    from csplanner.reports.layout import Section

_EVENTS = 8


def commercial_page(facts: InternalFacts, tight: bool = False) -> Section:  # noqa: FBT001, FBT002 - one of two paces
    """Lay out the part; `tight` lowers the picture for the lower sheet."""
    told = facts.parts.commercial
    blocks: list[Block] = [FactStrip(facts=_strip(facts)), Space(size=16)]
    if told.arr:
        blocks += [
            Heading(text="Yearly recurring revenue", note=_axis(facts), after=4),
            _chart(facts, 130 if tight else 160),
            Space(size=16),
        ]
    blocks += [*_subscriptions(facts), Space(size=16), *_events(told), *_pilot(facts)]
    period = (
        f"12 months to {full_day(facts.as_of)}",
        f"a year before: {money(told.year_ago, facts.currency)}",
    )
    return part("commercial", "Commercial", headline(facts), period, blocks)


def headline(facts: InternalFacts) -> str:
    """Return what the account is worth, how that changed, and when it is decided."""
    if facts.arr is None:
        return "No revenue is on record for this account: no data."
    told = facts.parts.commercial
    first = f"{money(facts.arr, facts.currency)} a year"
    if told.year_ago:
        change = float(facts.arr / told.year_ago) - 1
        verb = "as a year ago" if round(change * 100) == 0 else f"{_moved(change)} on a year ago"
        first = f"{first}, {verb}"
    return f"{first}. {_decision(facts)}"


def _moved(change: float) -> str:
    return f"{'up' if change > 0 else 'down'} {percent(abs(change))}"


def _decision(facts: InternalFacts) -> str:
    if facts.renewal is None or facts.window is None:
        return "No renewal date is on record, so no decision window is known."
    opens, closes = facts.window
    if facts.as_of < opens:
        days = counted((opens - facts.as_of).days, "day")
        return f"The decision window opens in {days}, on {full_day(opens)}."
    if facts.as_of <= closes:
        return f"The decision window is open until {full_day(closes)}."
    return f"The decision fell by {full_day(closes)}; the renewal is on {full_day(facts.renewal)}."


def _strip(facts: InternalFacts) -> tuple[Fact, ...]:
    told = facts.parts.commercial
    ends = told.contract_end
    window = facts.window
    return (
        Fact("ARR", money(facts.arr, facts.currency), f"{facts.tier} tier"),
        Fact("Of the portfolio", _share(told.share), "of all recurring revenue"),
        Fact(
            "Contract",
            full_day(ends) if ends else NO_DATA,
            f"since {full_day(told.contract_start)}" if told.contract_start else "no start",
        ),
        Fact("Renewal", full_day(facts.renewal) if facts.renewal else NO_DATA, "next date"),
        Fact(
            "Decision window",
            full_day(window[0]) if window else NO_DATA,
            f"to {full_day(window[1])}" if window else "needs a renewal date",
        ),
    )


def _axis(facts: InternalFacts) -> str:
    return f"at each month's end, in thousands of {facts.currency or 'its currency'}"


def _share(share: float | None) -> str:
    return "under 1%" if share is not None and 0 < share < 0.005 else percent(share)


def _chart(facts: InternalFacts, height: float) -> Picture:
    told = facts.parts.commercial
    values = tuple(float(amount) / 1000 for _, amount in told.arr)
    labels = tuple(month(day) for day, _ in told.arr)
    series = LineSeries(labels=labels, lines=(Line(name="ARR", values=values),))

    def paint(canvas: Canvas, box: Box) -> None:
        draw_usage(canvas, box, series)

    words = ", ".join(f"{month(day)} {money(amount, facts.currency)}" for day, amount in told.arr)
    return Picture(size=height, paint=paint, alt=f"Recurring revenue by month: {words}.")


def _subscriptions(facts: InternalFacts) -> list[Block]:
    heads = columns(
        ("Product", 0.34, "strong"), ("Since", 0.18), ("Until", 0.16), ("Seats", 0.14, "right"),
        ("ARR", 0.18, "strong right"),
    )  # fmt: skip
    lines = facts.parts.commercial.subscriptions
    rows = [
        (
            line.product,
            full_day(line.start),
            full_day(line.end) if line.end else "open",
            NO_DATA if line.seats is None else f"{line.seats:,}",
            money(line.arr, line.currency or facts.currency),
        )
        for line in lines
    ]
    made = table(heads, rows) if rows else None
    none = "No subscription is on record: no data."
    return headed("Subscriptions", counted(len(lines), "product"), made, none)


def _events(told: CommercialFacts) -> list[Block]:
    heads = columns(
        ("Date", 0.17), ("What", 0.17, "strong"), ("Reason", 0.46), ("ARR a year", 0.2, "right")
    )
    rows = [
        (
            full_day(event.date),
            event.kind.capitalize(),
            event.reason,
            money(event.amount, event.currency),
        )
        for event in told.events[:_EVENTS]
    ]
    made = table(heads, rows) if rows else None
    note = f"{len(rows)} of {counted(len(told.events), 'event')}, the newest first"
    return headed("What changed it", note, made, "No revenue event is on record: no data.")


def _pilot(facts: InternalFacts) -> list[Block]:
    told = facts.parts.commercial
    if told.pilot_end is None:
        return []
    days = (told.pilot_end - facts.as_of).days
    when = f"in {counted(days, 'day')}" if days >= 0 else f"{counted(-days, 'day')} ago"
    worth = (
        f"Worth {money(told.pilot_value, facts.currency)} now, "
        f"{money(told.converted_value, facts.currency)} if converted."
    )
    criteria = told.pilot_criteria or "Exit criteria are not written down."
    end = f"ends {full_day(told.pilot_end)} {DASH} {when}"
    return [
        Space(size=16),
        Stack(
            blocks=(
                Heading(text="Pilot", note=end, after=2),
                paragraph(worth),
                paragraph(criteria) if told.pilot_criteria else said(criteria),
            )
        ),
    ]
