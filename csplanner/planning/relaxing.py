"""The smallest set of limits whose relaxation would place a touch, checked by placing it."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from csplanner.domain.attendance import unfilled_role
from csplanner.domain.demand import uncovered_cost_of
from csplanner.domain.marginal import Prices
from csplanner.domain.plan import Entry
from csplanner.domain.plan_days import why_person_is_away
from csplanner.domain.rules import breaches_in
from csplanner.planning.options import weekdays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csplanner.domain.breach import Breach
    from csplanner.domain.demand import Touch
    from csplanner.domain.ledger import Ledger
    from csplanner.domain.plan import TouchId, Unscheduled
    from csplanner.domain.scenario import Person

BEYOND_DAYS = 28

_EFFORT = {
    "visits_per_month": 1,
    "visits_per_quarter": 1,
    "visits_per_year": 1,
    "minutes_per_week": 1,
    "remote_per_day": 1,
    "remote_on_onsite_day": 1,
    "onsite_per_day": 1,
    "travel_weeks_per_quarter": 2,
    "window": 3,
    "gap": 4,
    "leave": 5,
    "rotation": 6,
    "blackout": 7,
    "closed": 7,
    "part_time": 7,
    "not_before": 8,
    "own_holiday": 9,
    "holiday": 9,
    "two_metros": 20,
}

_UNLIMITED = 10**6
_NOT_NUMBERS = {"window", "gap", "rotation", "not_before", "two_metros"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """A place that would do if the rules against it were relaxed."""

    entry: Entry
    breaches: tuple[Breach, ...]
    outside: int

    @property
    def weight(self) -> tuple[int, int, int, date]:
        limits = {(breach.rule, breach.who) for breach in self.breaches}
        effort = sum(_EFFORT.get(rule, 50) for rule, _ in limits)
        return len(limits), effort, self.outside, self.entry.date


MOST_RELAXED = 20
"""How many are searched unasked: each is proven by placing it, which takes its time."""


def relaxations(
    ledger: Ledger,
    left: Sequence[Unscheduled],
    most: int = MOST_RELAXED,
    check: Callable[[], None] = lambda: None,
) -> dict[TouchId, str | None]:
    """Say what would place the touches left out; of many, one of each kind comes first.

    A kind is a reason, a rule and an owner. What is not searched is left out of the answer.
    `check` is called before each and may stop it all.
    """
    full = {item.touch for item in left if item.reason in {"CAPACITY", "CEO_CAP"}}
    kinds: dict[tuple[str, str, str], int] = {}
    ranked = []
    for number, item in enumerate(left):
        touch = ledger.touches[item.touch]
        kind = (item.reason, touch.rule, ledger.accounts[touch.account].owner)
        kinds[kind] = kinds.get(kind, 0) + 1
        ranked.append((kinds[kind], number, touch))
    chosen = sorted(ranked, key=lambda each: each[:2])[:most]
    found: dict[TouchId, str | None] = {}
    for _, _, touch in chosen:
        check()
        found[touch.id] = relaxation(ledger, touch, is_full=touch.id in full)
    return found


def relaxation(ledger: Ledger, touch: Touch, *, is_full: bool = False) -> str | None:
    """Say the smallest change that places the touch; the ledger must not hold it.

    Where it is known that every place breaks a rule (`is_full`), the first place inside the window
    that breaks one of the mildest is the answer: no later one can be smaller.
    """
    account = ledger.accounts[touch.account]
    role = unfilled_role(touch, account, ledger.people, ledger.ceo)
    if role is not None:
        return f"name somebody for the role {role} of {touch.account}"
    if touch.id in ledger.scenario.waived:
        return "withdraw the waiver"
    best: _Way | None = None
    for entry in _entries(ledger, touch):
        outside = max((touch.first - entry.date).days, (entry.date - touch.last).days, 0)
        way = _Way(entry=entry, breaches=breaches_in(ledger, entry), outside=outside)
        if not way.breaches:
            return _worth(ledger, touch, entry)
        if best is None or way.weight < best.weight:
            best = way
        if is_full and best.weight[:3] == (1, 1, 0):
            break
    if best is None or not _fits_relaxed(ledger, best):
        return None
    return f"{_all(ledger, best)}: it then fits on {best.entry.date}"


def _entries(ledger: Ledger, touch: Touch) -> Iterator[Entry]:
    """Go through the window, then the days around it, with all who may hold the touch."""
    year = ledger.scenario.year
    first = max(touch.first - timedelta(BEYOND_DAYS), date(year, 1, 1))
    last = min(touch.last + timedelta(BEYOND_DAYS), date(year, 12, 31))
    if ledger.scenario.not_before is not None:
        last = max(last, min(date(year, 12, 31), ledger.scenario.not_before + timedelta(14)))
    for day in weekdays(first, last):
        for people in ledger.attendances(touch):
            yield Entry(touch=touch.id, date=day, participants=people)


def _worth(ledger: Ledger, touch: Touch, first: Entry) -> str:
    """Say what the cheapest allowed place costs, for a touch that was not worth one."""
    prices = Prices(ledger)
    best: tuple[Fraction, Entry] | None = None
    for entry in _entries(ledger, touch):
        if not breaches_in(ledger, entry):
            points = sum(prices.of(entry).values(), start=Fraction(0))
            if best is None or points < best[0]:
                best = points, entry
    points, entry = best if best is not None else (Fraction(0), first)
    worth = uncovered_cost_of(ledger.scenario.policy, ledger.accounts[touch.account])
    return (
        f"accept {float(points):,.0f} points for placing it on {entry.date} "
        f"(leaving it out counts {worth:,.0f})"
    )


def _all(ledger: Ledger, way: _Way) -> str:
    told = dict.fromkeys(_told(ledger, breach, way.entry) for breach in way.breaches)
    return " and ".join(told)


def _told(ledger: Ledger, breach: Breach, entry: Entry) -> str:
    who, day, touch = breach.who, entry.date, ledger.touches[entry.touch]
    words = {
        "window": f"let the window ({touch.first} to {touch.last}) include {day}",
        "gap": f"allow less than {ledger.min_gaps[touch.account]} days between touches",
        "leave": f"have {', '.join(_away(ledger, entry))} work on {day}",
        "part_time": f"have {', '.join(_away(ledger, entry))} work on {day}",
        "own_holiday": f"have {', '.join(_away(ledger, entry))} work on {day}",
        "holiday": f"meet on the public holiday {day}",
        "blackout": f"have {touch.account} open on {day}",
        "closed": f"meet on the closed day {day}",
        "rotation": f"let {who} come twice running",
        "not_before": f"allow dates before {ledger.scenario.not_before}",
        "two_metros": f"let {who} be in two metros on {day}",
    }
    if breach.rule in words:
        return words[breach.rule]
    return f"raise {who}'s {breach.rule.replace('_', ' ')} ({breach.detail})"


def _away(ledger: Ledger, entry: Entry) -> list[str]:
    return [
        who
        for who in entry.participants
        if why_person_is_away(ledger.scenario, ledger.people[who], entry.date) is not None
    ]


def _fits_relaxed(ledger: Ledger, way: _Way) -> bool:
    """Place the touch with the limits relaxed, and let the judge find nothing but those named."""
    relaxed = copy(ledger)
    rules = {breach.rule for breach in way.breaches}
    day, away = way.entry.date, _away(ledger, way.entry)
    relaxed.people = dict(ledger.people)
    for breach in way.breaches:
        if breach.who in relaxed.people:
            relaxed.people[breach.who] = _raised(relaxed, breach)
    for who in away:
        person = relaxed.people[who]
        relaxed.people[who] = replace(
            person,
            blackout=person.blackout - {day},
            working_weekdays=(*person.working_weekdays, day.weekday()),
        )
    scenario = ledger.scenario
    if rules & {"holiday", "own_holiday"}:
        holidays = {country: days - {day} for country, days in scenario.holidays.items()}
        scenario = replace(scenario, holidays=holidays)
    relaxed.scenario = replace(scenario, closed=scenario.closed - {day})
    account = ledger.accounts[ledger.touches[way.entry.touch].account]
    opened = replace(account, blackout=account.blackout - {day})
    relaxed.accounts = {**ledger.accounts, account.id: opened}
    return {breach.rule for breach in breaches_in(relaxed, way.entry)} <= rules & _NOT_NUMBERS


def _raised(ledger: Ledger, breach: Breach) -> Person:
    """Lift the limit that is named; the breach says up to how much, which locks may have passed."""
    person = ledger.people[breach.who]
    if getattr(person.cap, breach.rule, None) is None:
        return person
    return replace(person, cap=replace(person.cap, **{breach.rule: _UNLIMITED}))
