"""Which hard rules stand against a touch on each day, in the judge's own words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from csplanner.domain.attendance import unfilled_role
from csplanner.domain.plan import Entry
from csplanner.domain.plan_days import why_account_is_closed, why_person_is_away
from csplanner.domain.reasons import possible_days
from csplanner.domain.rules import breaches_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from csplanner.domain.breach import Breach
    from csplanner.domain.demand import Touch
    from csplanner.domain.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """The breaches of one possible place of a touch; none where it may be."""

    entry: Entry
    breaches: tuple[Breach, ...]


def obstacles(ledger: Ledger, touch: Touch) -> Iterator[Obstacle]:
    """Go through every place that is possible for the touch alone, and say what forbids it."""
    for day, people in possible_days(ledger, touch):
        entry = Entry(touch=touch.id, date=day, participants=people)
        yield Obstacle(entry=entry, breaches=breaches_in(ledger, entry))


def why_no_date(ledger: Ledger, touch: Touch) -> str:
    """Say what blocks a touch that has no possible day even alone."""
    account = ledger.accounts[touch.account]
    role = unfilled_role(touch, account, ledger.people, ledger.ceo)
    if role is not None:
        return f"nobody fills the role {role}"
    blocks: Counter[str] = Counter()
    first = max(touch.first, ledger.scenario.not_before or touch.first)
    days = [first + timedelta(days=number) for number in range((touch.last - first).days + 1)]
    for day in days:
        blocks.update(_blocks(ledger, touch, day))
    named = ", ".join(f"{block} ({count} days)" for block, count in blocks.most_common(4))
    return f"no day from {first} to {touch.last} is free: {named}"


def _blocks(ledger: Ledger, touch: Touch, day: date) -> Iterator[str]:
    account = ledger.accounts[touch.account]
    closed = why_account_is_closed(ledger.scenario, account, day)
    if closed is not None:
        words = {"weekday": "weekend", "holiday": f"holiday in {account.country}"}
        yield words.get(closed, f"{closed} of {account.id}")
        return
    for who in sorted({person for people in ledger.attendances(touch) for person in people}):
        away = why_person_is_away(ledger.scenario, ledger.people[who], day)
        if away is not None:
            yield f"{who}: {away.replace('_', ' ')}"


def which_limits(ledger: Ledger, touch: Touch) -> str:
    """Say which limits take all the days that a touch could have, most frequent first."""
    limits: Counter[str] = Counter()
    places = 0
    for obstacle in obstacles(ledger, touch):
        places += 1
        limits.update({_limit(breach) for breach in obstacle.breaches})
    named = ", ".join(f"{limit} ({count})" for limit, count in limits.most_common(4))
    return f"all {places} possible places are taken by limits: {named}"


def _limit(breach: Breach) -> str:
    return f"{breach.rule} of {breach.who}" if breach.who else breach.rule
