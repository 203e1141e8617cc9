"""Demand that cannot be met whatever the search does, found by counting, with the arithmetic.

Every finding is proven: touches are counted for a span of days only if their whole window lies in
it. What is not listed here may still not fit.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from csplanner.domain.attendance import csm_choices
from csplanner.domain.ledger import Ledger
from csplanner.domain.plan_days import (
    monday_of,
    why_account_is_closed,
    why_person_is_away,
)
from csplanner.domain.reasons import is_past, possible_days
from csplanner.planning.obstacles import why_no_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csplanner.domain.demand import Touch
    from csplanner.domain.plan import TouchId
    from csplanner.domain.scenario import Person, Scenario

Kind = Literal["visits", "travel", "minutes", "calls", "window", "gap"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """More is asked of somebody in a span than there is; `detail` is the arithmetic in words.

    `who` is a person, or an account where its windows or its gap are the limit; `missing` is at
    least how many touches find no date for it, `touches` those that are counted.
    """

    kind: Kind
    who: str
    period: str
    asked: int
    available: int
    missing: int
    touches: tuple[TouchId, ...]
    detail: str


def shortfalls(scenario: Scenario, touches: Iterable[Touch] | None = None) -> tuple[Shortfall, ...]:
    """List what is asked above what there is, the largest first; nothing is searched."""
    ledger = Ledger(scenario, (), touches)
    owed = [
        touch
        for touch in ledger.touches.values()
        if touch.id not in scenario.waived and not is_past(ledger, touch)
    ]
    stuck = {
        touch.id: touch
        for touch in owed
        if touch.id not in ledger.fixed and not any(True for _ in possible_days(ledger, touch))
    }
    found = [*_windows(ledger, stuck.values())]
    rest = [touch for touch in owed if touch.id not in stuck]
    found += _of_people(ledger, rest)
    found += _of_executives(ledger, rest)
    found += _gaps(ledger, rest)
    return tuple(sorted(found, key=lambda each: (-each.missing, each.who, each.period, each.kind)))


def _spans(year: int) -> Iterator[tuple[str, date, date]]:
    """Give the spans that are counted: the year, its quarters, its months."""
    yield str(year), date(year, 1, 1), date(year, 12, 31)
    for count, mark in ((3, "Q"), (1, "M")):
        for number, month in enumerate(range(1, 13, count), start=1):
            over = month + count > 12
            after = date(year + 1, 1, 1) if over else date(year, month + count, 1)
            last = after - timedelta(days=1)
            name = f"{year}-{mark}{number}" if count == 3 else f"{year}-{mark}{number:02d}"
            yield name, date(year, month, 1), last


def _windows(ledger: Ledger, stuck: Iterable[Touch]) -> Iterator[Shortfall]:
    by_account: dict[str, list[Touch]] = defaultdict(list)
    for touch in stuck:
        by_account[touch.account].append(touch)
    for account, touches in by_account.items():
        first = touches[0]
        more = f" (and {len(touches) - 1} more of its touches)" if len(touches) > 1 else ""
        yield Shortfall(
            kind="window",
            who=account,
            period=f"{first.first} to {first.last}",
            asked=len(touches),
            available=0,
            missing=len(touches),
            touches=tuple(touch.id for touch in touches),
            detail=f"{account}, {first.rule or first.id}: {why_no_date(ledger, first)}{more}",
        )


def _of_people(ledger: Ledger, touches: Sequence[Touch]) -> Iterator[Shortfall]:
    """Count what only one person can do, for the year, each quarter and each month."""
    asked: dict[str, list[Touch]] = defaultdict(list)
    for touch in touches:
        for who in _bound_to(ledger, touch):
            asked[who].append(touch)
    for who, mine in asked.items():
        person = ledger.people[who]
        for span in _spans(ledger.scenario.year):
            inside = [t for t in mine if span[1] <= _first(ledger, t) and t.last <= span[2]]
            if inside:
                yield from _of_person(ledger, person, span, inside)


def _first(ledger: Ledger, touch: Touch) -> date:
    fixed = ledger.fixed.get(touch.id)
    if fixed is not None:
        return touch.first
    return max(touch.first, ledger.scenario.not_before or touch.first)


def _bound_to(ledger: Ledger, touch: Touch) -> Iterator[str]:
    """List the people without whom the touch cannot be."""
    fixed = ledger.fixed.get(touch.id)
    if fixed is not None:
        yield from (who for who in fixed.participants if who in ledger.people)
        return
    account = ledger.accounts[touch.account]
    choices = csm_choices(account, ledger.people)
    if "CSM" in touch.roles and len(choices) == 1:
        yield choices[0]
    if "AE" in touch.roles and account.ae is not None:
        yield account.ae
    if "CEO" in touch.roles and ledger.ceo is not None:
        yield ledger.ceo
    if "EXEC" in touch.roles and len(account.exec_pool) == 1:
        yield account.exec_pool[0]


def _of_executives(ledger: Ledger, touches: Sequence[Touch]) -> Iterator[Shortfall]:
    """Count the visits that several executives share, against what all of them together have."""
    shared = [t for t in touches if "EXEC" in t.roles and t.mode == "onsite"]
    for name, first, last in _spans(ledger.scenario.year):
        inside = [t for t in shared if first <= _first(ledger, t) and t.last <= last]
        pool = {who for t in inside for who in ledger.accounts[t.account].exec_pool}
        rooms = {
            who: _room(
                ledger.people[who], name, _days(ledger.scenario, ledger.people[who], first, last)
            )[0]
            for who in sorted(pool)
        }
        room = sum(rooms.values())
        listed = " + ".join(f"{who} {most}" for who, most in rooms.items())
        detail = f"executives: {len(inside)} visits asked in {name}, {listed} = {room}"
        if len(pool) > 1:
            yield from _counted(("visits", "executives", name), inside, room, detail)


def _of_person(
    ledger: Ledger, person: Person, span: tuple[str, date, date], inside: list[Touch]
) -> Iterator[Shortfall]:
    days = _days(ledger.scenario, person, span[1], span[2])
    yield from _visits(person, span[0], inside, days)
    if "-Q" in span[0]:
        yield from _travel(ledger, person, span[0], inside)
    yield from _minutes(person, span[0], inside, days)
    remote = [touch for touch in inside if touch.mode == "remote"]
    most = max(person.cap.remote_per_day, person.cap.remote_on_onsite_day)
    yield from _counted(
        ("calls", person.id, span[0]),
        remote,
        most * len(days),
        f"{person.id}: {len(remote)} calls asked in {span[0]}, {len(days)} days with at most "
        f"{most} each: {most * len(days)}",
    )


def _days(scenario: Scenario, person: Person, first: date, last: date) -> list[date]:
    start = max(first, scenario.not_before or first)
    days = [start + timedelta(days=number) for number in range((last - start).days + 1)]
    return [
        day
        for day in days
        if day.weekday() <= 4
        and day not in scenario.closed
        and why_person_is_away(scenario, person, day) is None
    ]


def _visits(
    person: Person, period: str, inside: list[Touch], days: list[date]
) -> Iterator[Shortfall]:
    room, told = _room(person, period, days)
    visits = [touch for touch in inside if touch.mode == "onsite"]
    detail = f"{person.id}: {len(visits)} visits asked in {period}, {told}"
    yield from _counted(("visits", person.id, period), visits, room, detail)


def _travel(
    ledger: Ledger, person: Person, period: str, inside: list[Touch]
) -> Iterator[Shortfall]:
    """Count visits away from home in a quarter against what its travel weeks carry."""
    away = [
        touch
        for touch in inside
        if touch.mode == "onsite" and ledger.accounts[touch.account].metro != person.metro
    ]
    if not away or person.metro is None:
        return
    least = min(touch.minutes for touch in away)
    weekly = min(5 * person.cap.onsite_per_day, person.cap.minutes_per_week // least)
    weeks = person.cap.travel_weeks_per_quarter
    yield from _counted(
        ("travel", person.id, period),
        away,
        weeks * weekly,
        f"{person.id}: {len(away)} visits away from home asked in {period}, {weeks} travel weeks "
        f"with at most {weekly} each ({_hours(least)} a visit): {weeks * weekly}",
    )


def _room(person: Person, period: str, days: list[date]) -> tuple[int, str]:
    """Give how many visits a person has in a span, and the arithmetic."""
    cap = person.cap
    kind = "M" if "-M" in period else "Q" if "-Q" in period else "Y"
    limit = {"M": cap.visits_per_month, "Q": cap.visits_per_quarter, "Y": cap.visits_per_year}[kind]
    room = cap.onsite_per_day * len(days)
    told = f"{len(days)} days with at most {cap.onsite_per_day} each: {room}"
    if limit is not None and limit <= room:
        room, told = limit, f"at most {limit}"
    if kind == "Y" and cap.visits_per_quarter is not None and cap.visits_per_quarter * 4 < room:
        room = cap.visits_per_quarter * 4
        told = f"4 quarters with at most {cap.visits_per_quarter} each: {room}"
    return room, told


def _minutes(
    person: Person, period: str, inside: list[Touch], days: list[date]
) -> Iterator[Shortfall]:
    weeks = len({monday_of(day) for day in days})
    room = weeks * person.cap.minutes_per_week
    asked = sum(touch.minutes for touch in inside)
    if asked <= room:
        return
    detail = (
        f"{person.id}: {_hours(asked)} asked in {period}, {weeks} weeks with "
        f"{_hours(person.cap.minutes_per_week)} each: {_hours(room)}"
    )
    missing, over = 0, asked - room
    for touch in sorted(inside, key=lambda each: -each.minutes):
        if over > 0:
            missing, over = missing + 1, over - touch.minutes
    yield Shortfall(
        kind="minutes",
        who=person.id,
        period=period,
        asked=asked,
        available=room,
        missing=missing,
        touches=tuple(touch.id for touch in inside),
        detail=f"{detail}; at least {missing} cannot be held",
    )


def _hours(minutes: int) -> str:
    return f"{minutes / 60:,.1f}".removesuffix(".0") + " h"


def _gaps(ledger: Ledger, touches: Sequence[Touch]) -> Iterator[Shortfall]:
    """Count the touches of an account in a span that is too short for its gap."""
    by_account: dict[str, list[Touch]] = defaultdict(list)
    for touch in touches:
        if touch.id not in ledger.fixed:
            by_account[touch.account].append(touch)
    for account, mine in by_account.items():
        gap = max(1, ledger.min_gaps[account])
        for name, first, last in _spans(ledger.scenario.year):
            inside = [t for t in mine if first <= _first(ledger, t) and t.last <= last]
            if len(inside) < 2:
                continue
            opens = min(_first(ledger, touch) for touch in inside)
            closes = max(touch.last for touch in inside)
            # Half of the days is more than weekends and holidays take: else there is room.
            if 2 * len(inside) * gap > (closes - opens).days:
                room = _most(ledger, account, opens, closes)
                detail = (
                    f"{account}: {len(inside)} touches asked from {opens} to {closes}, at least "
                    f"{gap} days apart: room for {room}"
                )
                yield from _counted(("gap", account, name), inside, room, detail)


def _most(ledger: Ledger, account: str, first: date, last: date) -> int:
    """Count how many touches fit if nothing but the account's days and its gap counts."""
    gap, count, after = max(1, ledger.min_gaps[account]), 0, first
    day = first
    while day <= last:
        shut = why_account_is_closed(ledger.scenario, ledger.accounts[account], day)
        if day >= after and shut is None:
            count, after = count + 1, day + timedelta(days=gap)
        day += timedelta(days=1)
    return count


def _counted(
    named: tuple[Kind, str, str], touches: list[Touch], room: int, detail: str
) -> Iterator[Shortfall]:
    if len(touches) > room:
        missing = len(touches) - room
        yield Shortfall(
            kind=named[0],
            who=named[1],
            period=named[2],
            asked=len(touches),
            available=room,
            missing=missing,
            touches=tuple(touch.id for touch in touches),
            detail=f"{detail}; {missing} cannot be held",
        )
