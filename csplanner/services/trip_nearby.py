"""Accounts near a trip's stops that it does not visit, with a day on which they would fit."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csplanner.domain.engagement import Mode, State
from csplanner.domain.place import great_circle_km
from csplanner.domain.policy import arr_in_base
from csplanner.domain.records import Engagement
from csplanner.domain.trip_sheet import Nearby
from csplanner.services.places import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from csplanner.domain.policy import TierPolicy
    from csplanner.domain.records import Account
    from csplanner.domain.trip_sheet import Stop, TripSheet
    from csplanner.services.workspace import Reader

WITHIN_KM = 60.0
VISITS_A_DAY = 2


def nearby_accounts(
    reader: Reader,
    facts: TripSheet,
    accounts: Iterable[Account],
    policy: TierPolicy,
    rates: Mapping[str, Decimal],
) -> tuple[Nearby, ...]:
    """Return accounts within 60 km of a stop whose next on-site visit may fall on an open day."""
    visited = {visit.account_id for visit in facts.visits}
    found = []
    for account in accounts:
        if account.id in visited or account.archived or account.stage == "churned":
            continue
        near = _nearest(facts, account)
        if near is None:
            continue
        stop, km = near
        visit, day = _fitting(reader, facts, account, stop)
        if visit is None:
            continue
        tier = policy.band_of(arr_in_base(account, rates), account.tier_override).name
        found.append(
            Nearby(
                account_id=account.id,
                account=account.name,
                city=stop.city,
                km=round(km, 1),
                tier=tier,
                touch=visit.touch or visit.id,
                type=visit.type.value,
                date=day,
                engagement_id=visit.id,
            )
        )
    return tuple(sorted(found, key=lambda near: (near.km, near.account)))


def _nearest(facts: TripSheet, account: Account) -> tuple[Stop, float] | None:
    place = places().city(account.city, account.country) if account.city else None
    if place is None:
        return None
    near = [
        (great_circle_km(stop.place, place), i, stop)
        for i, stop in enumerate(facts.stops)
        if stop.place is not None
    ]
    if not near or min(near)[0] > WITHIN_KM:
        return None
    km, _, stop = min(near)
    return stop, km


def _fitting(
    reader: Reader, facts: TripSheet, account: Account, stop: Stop
) -> tuple[Engagement | None, dt.date | None]:
    """Return the account's next movable visit whose window holds an open day at the stop."""
    ahead = sorted(
        (
            e
            for e in reader.where(Engagement, account_id=account.id, state=State.PLANNED)
            if e.mode is Mode.ONSITE and not e.locked and e.date >= facts.as_of
        ),
        key=lambda e: (e.date, e.id),
    )
    for visit in ahead:
        first, last = visit.window_from or visit.date, visit.window_to or visit.date
        for day in _open_days(facts, stop):
            if first <= day <= last:
                return visit, day
    return None, None


def _open_days(facts: TripSheet, stop: Stop) -> list[dt.date]:
    """Return the days that are spent at a stop and still have room for a visit."""
    at = facts.stops.index(stop)
    first = stop.first if at else min(facts.start, stop.first)
    last = facts.stops[at + 1].first if at + 1 < len(facts.stops) else max(facts.end, stop.last)
    days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return [
        day
        for day in days
        if day.weekday() < 5 and sum(v.date == day for v in facts.visits) < VISITS_A_DAY
    ]
