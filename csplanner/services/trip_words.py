"""A trip's request as plain text, to paste into a mail to who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.days import span, weekday_day
from csplanner.services.adjust_calendar import type_label

if TYPE_CHECKING:
    from decimal import Decimal

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
        lines.append(f"- {day}, {visit.city}: {visit.account} ({visit.tier}), {_said(visit.type)}")
    lines += ["", f"Costs ({sheet.currency})"]
    for line in sheet.costs:
        who = f", {line.traveller}" if line.traveller else ""
        note = f" ({line.note})" if line.note else ""
        lines.append(f"- {line.category}{who}: {_amount(line.amount)}{note}")
    lines.append(f"Total: {_amount(sheet.total)} {sheet.currency}")
    for line in sheet.unconverted:
        lines.append(f"Not in the total: {_amount(line.amount)} {line.currency}, no rate")
    if sheet.saved is not None:
        lines.append(f"The same visits alone: {_amount(sheet.alone)} {sheet.currency}")
    lines.append(f"Revenue served: {_amount(sheet.served)} {sheet.base} a year")
    for limit in sheet.exceptions:
        lines.append(
            f"Over a limit: {limit.name}, {_amount(limit.actual)} of {_amount(limit.limit)}"
        )
    if sheet.reason:
        lines += ["", sheet.reason]
    return "\n".join(lines) + "\n"


def _said(kind: str) -> str:
    return type_label(kind)


def _amount(amount: Decimal | None) -> str:
    if amount is None:
        return "no data"
    whole = amount == amount.to_integral_value()
    return f"{amount:,.0f}" if whole else f"{amount:,.2f}"
