"""What a trip must keep: the limits of the travel policy, and times that can be kept at all."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from csplanner.domain.days import short_day
from csplanner.domain.place import folded
from csplanner.domain.trip_sheet import Limit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from csplanner.domain.policy import TravelLimits
    from csplanner.domain.trip_sheet import TripSheet, TripVisit


def limits_of(
    facts: TripSheet, travel: TravelLimits, rates: Mapping[str, Decimal]
) -> tuple[Limit, ...]:
    """Return the limits that the policy sets beside what the trip asks for, base currency."""
    rate = rates.get(facts.currency)
    nights = sum(max(0, t.days - 1) for t in facts.travellers)
    days = sum(t.days for t in facts.travellers)
    found = []
    for name, limit, actual in (
        ("Whole trip", travel.trip, _worth(facts.total, rate)),
        ("Lodging a night", travel.night, _each(facts, "lodging", nights, rate)),
        ("Meals a day", travel.day, _each(facts, "meals", days, rate)),
    ):
        if limit:
            found.append(Limit(name=name, limit=limit, actual=actual))
    return tuple(found)


def _worth(amount: Decimal, rate: Decimal | None) -> Decimal | None:
    return None if rate is None else (amount * rate).quantize(Decimal("0.01"))


def _each(facts: TripSheet, category: str, count: int, rate: Decimal | None) -> Decimal | None:
    lines = [line.amount for line in facts.costs if line.category == category]
    if not lines or not count:
        return None
    return _worth(sum(lines, Decimal(0)) / count, rate)


def problems_of(facts: TripSheet, travel: TravelLimits) -> tuple[str, ...]:
    """Return what cannot be kept, in sentences: visits that overlap, too little time between."""
    found: list[str] = []
    by_person: dict[str, list[TripVisit]] = {}
    for visit in facts.visits:
        for person in visit.who:
            by_person.setdefault(person, []).append(visit)
    for person, visits in sorted(by_person.items()):
        for first, second in pairwise(visits):
            found += _between(person, first, second, travel.transit_minutes)
    found += _late_legs(facts)
    if travel.ask_days and facts.state in {"draft", "asked"} and facts.start > facts.as_of:
        ahead = (facts.start - facts.as_of).days
        if ahead < travel.ask_days and facts.state == "draft":
            found.append(
                f"A request is due {travel.ask_days} days ahead; the trip begins in {ahead}."
            )
    return tuple(dict.fromkeys(found))


def _between(person: str, first: TripVisit, second: TripVisit, least: int) -> list[str]:
    if first.date != second.date:
        return []
    pair = f"{first.account} and {second.account} on {short_day(first.date)}"
    if folded(first.city) != folded(second.city):
        return [f"{person}: {pair} are in two cities, {first.city} and {second.city}."]
    if first.start is None or second.start is None:
        return []
    gap = _minutes(second.start) - _minutes(first.start) - first.minutes
    if gap < 0:
        return [f"{person}: {pair} overlap by {-gap} minutes."]
    if gap < least:
        return [f"{person}: {pair} are {gap} minutes apart; {least - gap} are missing."]
    return []


def _minutes(time: dt.time) -> int:
    return time.hour * 60 + time.minute


def _late_legs(facts: TripSheet) -> list[str]:
    """Return legs that arrive in a city after a visit there on the same day has begun."""
    found = []
    for leg in facts.legs:
        if leg.arrives is None:
            continue
        for visit in facts.visits:
            there = folded(visit.city) == folded(leg.destination)
            if not there or visit.start is None or visit.date != leg.arrives.date():
                continue
            if visit.start < leg.arrives.time():
                found.append(
                    f"The leg to {leg.destination} arrives at {leg.arrives:%H:%M},"
                    f" after the visit to {visit.account} began ({visit.start:%H:%M})."
                )
    return found
