"""The judge: every hard rule of the planning problem, checked with plain loops on any plan.

It knows nothing of how a plan was made, so it may judge the planner, a plan file from elsewhere,
and a touch that a user has dragged to another day.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from csplanner.domain.account_rules import gap_breaches, own_breaches, rotation_breaches
from csplanner.domain.breach import RULES, Breach
from csplanner.domain.ledger import Ledger
from csplanner.domain.person_rules import person_breaches
from csplanner.domain.reasons import untrue_reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csplanner.domain.plan import Entry, Plan
    from csplanner.domain.scenario import Scenario

__all__ = ["RULES", "Breach", "Ledger", "breaches_in", "breaches_of_move", "broken"]


def broken(scenario: Scenario, plan: Plan) -> tuple[Breach, ...]:
    """List every hard rule that the plan breaks; an empty answer is a plan that holds."""
    ledger = Ledger(scenario, plan.scheduled)
    found = [*_listing_breaches(ledger, plan)]
    for entry in ledger.entries.values():
        found.extend(own_breaches(ledger, entry))
    for account in scenario.accounts:
        found.extend(gap_breaches(ledger, account.id))
        found.extend(rotation_breaches(ledger, account.id))
    for person in scenario.people:
        found.extend(person_breaches(ledger, person.id))
    return tuple(found)


def breaches_of_move(
    scenario: Scenario, entries: Iterable[Entry], entry: Entry
) -> tuple[Breach, ...]:
    """List the hard rules that the touch would break with this date and these people.

    `entries` are the plan as it is, with or without a former entry of the touch.
    """
    return breaches_in(Ledger(scenario, entries), entry)


def breaches_in(
    ledger: Ledger, entry: Entry, judged: Iterable[str] | None = None
) -> tuple[Breach, ...]:
    """Answer as `breaches_of_move` does, on a ledger that is kept and left as it was.

    With `judged` only the limits of those participants count, beside the account's rules.
    """
    if entry.touch not in ledger.touches or not ledger.people.keys() >= {*entry.participants}:
        return (_stranger(entry),)
    account = ledger.touches[entry.touch].account
    before = set(rotation_breaches(ledger, account))
    former = ledger.take(entry.touch)
    ledger.put(entry)
    found = [*own_breaches(ledger, entry)]
    found.extend(each for each in gap_breaches(ledger, account) if entry.touch in each.touches)
    found.extend(
        each
        for each in rotation_breaches(ledger, account)
        if entry.touch in each.touches or each not in before
    )
    for person in dict.fromkeys(entry.participants if judged is None else judged):
        found.extend(person_breaches(ledger, person, entry))
    ledger.take(entry.touch)
    if former is not None:
        ledger.put(former)
    return tuple(found)


def _stranger(entry: Entry) -> Breach:
    detail = f"{entry.touch} is not asked for, or {', '.join(entry.participants)} is not known"
    return Breach(rule="unknown", touches=(entry.touch,), detail=detail, day=entry.date)


def _listing_breaches(ledger: Ledger, plan: Plan) -> Iterator[Breach]:
    for entry in ledger.strangers:
        yield _stranger(entry)
    listed = Counter(
        [entry.touch for entry in plan.scheduled] + [item.touch for item in plan.unscheduled]
    )
    for touch in ledger.touches:
        if listed[touch] != 1:
            detail = f"{touch} is listed {listed[touch]} times"
            yield Breach(rule="listed", touches=(touch,), detail=detail)
    for item in plan.unscheduled:
        if item.touch not in ledger.touches:
            detail = f"{item.touch} is listed as unscheduled and not asked for"
            yield Breach(rule="unknown", touches=(item.touch,), detail=detail)
        elif item.touch in ledger.fixed:
            detail = f"{item.touch} is fixed on {ledger.fixed[item.touch].date}"
            yield Breach(rule="locked", touches=(item.touch,), detail=detail)
    for item, truth in untrue_reasons(ledger, plan):
        detail = f"{item.touch} is listed as {item.reason}: {truth}"
        yield Breach(rule="reason", touches=(item.touch,), detail=detail)
