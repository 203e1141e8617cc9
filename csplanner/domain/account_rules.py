"""Hard rules of one touch alone and of one account's touches together."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from csplanner.domain.breach import Breach
from csplanner.domain.hours_rules import hours_faults
from csplanner.domain.plan_days import why_account_is_closed, why_person_is_away

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplanner.domain.ledger import Ledger
    from csplanner.domain.plan import Entry, TouchId

_CLOSED = {
    "weekday": "{day} is a {name}",
    "holiday": "{day} is a public holiday in {country}",
    "blackout": "{account} is closed on {day}",
    "contact": "none of the contacts of {account} is there on {day}",
    "closed": "the company is closed on {day}",
}
_AWAY = {
    "leave": "{person} is on leave on {day}",
    "own_holiday": "{day} is a public holiday for {person}",
    "part_time": "{person} does not work on a {name}",
}


def own_breaches(ledger: Ledger, entry: Entry) -> Iterator[Breach]:
    """Find the rules that the entry breaks whatever else is planned."""
    touch = ledger.touches[entry.touch]
    fixed = ledger.fixed.get(entry.touch)
    for rule, detail in _own_faults(ledger, entry):
        yield Breach(
            rule=rule, touches=(entry.touch,), detail=detail, day=entry.date, fixed=bool(fixed)
        )
    if fixed is not None:
        if entry.date != fixed.date or {*entry.participants} != {*fixed.participants}:
            detail = f"it is fixed on {fixed.date} with {', '.join(fixed.participants)}"
            yield Breach(rule="locked", touches=(entry.touch,), detail=detail, day=entry.date)
        return
    allowed = [frozenset(people) for people in ledger.attendances(touch)]
    if frozenset(entry.participants) not in allowed or len({*entry.participants}) != len(
        entry.participants
    ):
        detail = f"{', '.join(entry.participants) or 'nobody'} is not who {touch.id} asks for"
        yield Breach(rule="people", touches=(entry.touch,), detail=detail, day=entry.date)


def _own_faults(ledger: Ledger, entry: Entry) -> Iterator[tuple[str, str]]:
    scenario, touch, day = ledger.scenario, ledger.touches[entry.touch], entry.date
    account = ledger.accounts[touch.account]
    words = {"day": day, "name": f"{day:%A}", "country": account.country, "account": account.id}
    if not touch.first <= day <= touch.last:
        yield "window", f"{day} is outside {touch.first} to {touch.last}"
    if scenario.not_before is not None and day < scenario.not_before:
        yield "not_before", f"{day} is before {scenario.not_before}"
    closed = why_account_is_closed(scenario, account, day)
    if closed is not None:
        yield closed, _CLOSED[closed].format(**words)
    for person in entry.participants:
        away = why_person_is_away(scenario, ledger.people[person], day)
        if away is not None:
            yield away, _AWAY[away].format(person=person, **words)
    yield from hours_faults(ledger, entry)


def gap_breaches(ledger: Ledger, account: str) -> Iterator[Breach]:
    """Find the touches of the account that are too close to another or to an engagement held."""
    gap = ledger.min_gaps[account]
    entries = list(ledger.by_account[account].values())
    for one, other in combinations(entries, 2):
        if abs((one.date - other.date).days) < gap:
            yield Breach(
                rule="gap",
                touches=(one.touch, other.touch),
                detail=f"{one.date} and {other.date} are less than {gap} days apart",
                day=one.date,
                fixed=one.touch in ledger.fixed and other.touch in ledger.fixed,
            )
    for entry in entries:
        for held, _ in ledger.held[account]:
            if abs((entry.date - held).days) < gap:
                yield Breach(
                    rule="gap",
                    touches=(entry.touch,),
                    detail=f"{entry.date} is less than {gap} days from the one held on {held}",
                    day=entry.date,
                    fixed=entry.touch in ledger.fixed,
                )


def rotation_breaches(ledger: Ledger, account: str) -> Iterator[Breach]:
    """Find consecutive executive engagements of the account with the same executive."""
    listed = ledger.executives(account)
    last = ledger.accounts[account].last_exec
    first_is_planned = bool(listed) and listed[0][2] is not None
    if first_is_planned and last is not None and listed[0][1] == last:
        day, _, touch = listed[0]
        yield _same_again(ledger, (touch,), last, f"{last} came last before {day}")
    for (day, one, first), (later, other, second) in pairwise(listed):
        if one is not None and one == other and (first is not None or second is not None):
            yield _same_again(ledger, (first, second), one, f"{one} came on {day} and on {later}")


def _same_again(
    ledger: Ledger, touches: tuple[TouchId | None, ...], who: str, detail: str
) -> Breach:
    planned = tuple(touch for touch in touches if touch is not None and touch in ledger.entries)
    return Breach(
        rule="rotation",
        touches=planned,
        detail=detail,
        day=ledger.entries[planned[-1]].date,
        who=who,
        fixed=all(touch in ledger.fixed for touch in planned),
    )
