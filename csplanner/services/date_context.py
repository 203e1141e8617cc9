"""What the portfolio knows of a date beside the planner: trips in money, the decision window."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.demand import anniversary
from csplanner.domain.records import Engagement, Trip, TripCost
from csplanner.insight.renewals import window_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from csplanner.services.problem import Problem
    from csplanner.services.workspace import Reader

NEAR_DAYS = 120
"""A decision window that opens within so many days is worth a word."""


def context_of(reader: Reader, problem: Problem, touch: str, day: dt.date | None) -> Iterator[str]:
    """Yield sentences on a touch: what its trip costs and saves, where the decision window lies."""
    if day is None:
        return
    yield from _trip(reader, touch)
    account = problem.accounts.get(problem.account_of(touch))
    if account is None or account.renewal_date is None:
        return
    policy = problem.policy.policy
    for year in (day.year, day.year + 1):
        opens, decides = window_of(
            anniversary(account.renewal_date, year),
            account.decision_lead_days,
            policy.window_opens_days,
            policy.decision_days,
        )
        if opens <= day <= decides:
            left = (decides - day).days
            yield f"it lies in the decision window, {left} days before the decision on {decides}"
        elif 0 < (opens - day).days <= NEAR_DAYS:
            yield f"the decision window opens {(opens - day).days} days later, on {opens}"


def _trip(reader: Reader, touch: str) -> Iterator[str]:
    """Say what the touch's trip costs together, against its visits each by itself."""
    visits = [e for e in reader.where(Engagement, touch=touch) if e.trip_id is not None]
    trip = reader.get(Trip, visits[0].trip_id) if visits and visits[0].trip_id else None
    if trip is None:
        return
    lines = reader.where(TripCost, trip_id=trip.id)
    total = sum((line.amount for line in lines), Decimal(0))
    mates = len(reader.where(Engagement, trip_id=trip.id))
    if not total or trip.alone_cost is None:
        return
    said = f"its trip T-{trip.number} costs {trip.currency} {total:,.0f}"
    saved = trip.alone_cost - total
    if mates > 1 and saved > 0:
        said += (
            f" for {mates} visits; each by itself they would cost {trip.currency} "
            f"{trip.alone_cost:,.0f}: sharing it saves {trip.currency} {saved:,.0f}"
        )
    yield said
