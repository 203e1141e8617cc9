"""A trip's request as plain text, to paste into a mail to who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.amounts import exact
from csplanner.domain.days import span, weekday_day
from csplanner.services.adjust_calendar import type_label

if TYPE_CHECKING:
    from csplanner.domain.trip_sheet import TripSheet


def request_text(sheet: TripSheet) -> str:
    """Return the words of the request: who, where, why, what it costs, which limits it passes."""
    lines = [
        f"Travel request {sheet.id}: {sheet.title}, {span(sheet.start, sheet.end)}",
        f"Travellers: {', '.join(t.name for t in sheet.travellers)}",
        f"Purpose: {'keeping customers' if sheet.purpose == 'keep' else 'winning customers'}",
        "",
        "Visits",
    ]
    for visit in sheet.visits:
        time = f" {visit.start:%H:%M}" if visit.start else ""
        day = f"{weekday_day(visit.date)}{time}"
        lines.append(
            f"- {day}, {visit.city}: {visit.account} ({visit.tier}), {type_label(visit.type)}"
        )
    lines += ["", f"Costs ({sheet.currency})"]
    for line in sheet.costs:
        who = f", {line.traveller}" if line.traveller else ""
        note = f" ({line.note})" if line.note else ""
        lines.append(f"- {line.category}{who}: {exact(line.amount)}{note}")
    lines.append(f"Total: {exact(sheet.total)} {sheet.currency}")
    for line in sheet.unconverted:
        lines.append(f"Not in the total: {exact(line.amount)} {line.currency}, no rate")
    if sheet.alone is not None:
        lines.append(f"The same visits alone: {exact(sheet.alone)} {sheet.currency}")
    lines.append(f"Revenue served: {exact(sheet.served)} {sheet.base} a year")
    for limit in sheet.exceptions:
        actual = "no data" if limit.actual is None else exact(limit.actual)
        lines.append(f"Over a limit: {limit.name}, {actual} of {exact(limit.limit)}")
    if sheet.reason:
        lines += ["", sheet.reason]
    return "\n".join(lines) + "\n"
