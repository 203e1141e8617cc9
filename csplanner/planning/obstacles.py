"""Which hard rules stand against a touch on each day, in the judge's own words."""

from __future__ import annotations

from collections import Counter
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
    # Weekends close every window: what else does is the news.
    ranked = sorted(blocks.items(), key=lambda item: (item[0] == "weekend", -item[1]))
    named = ", ".join(
        f"{block} ({count} {'days' if count > 1 else 'day'})" for block, count in ranked[:4]
    )
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


class Limits:
    """Says which limits stand against touches of one plan.

    What a person's limits say of a day is the same for every touch of one length and place, so it
    is asked once: with thousands of touches left out they share few people and days.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._of_person: dict[tuple[str, date, int, str | None], frozenset[str]] = {}

    def against(self, touch: Touch) -> str:
        """Say which limits take all the days that a touch could have, most frequent first."""
        limits: Counter[str] = Counter()
        places = 0
        for day, people in possible_days(self.ledger, touch):
            entry = Entry(touch=touch.id, date=day, participants=people)
            places += 1
            found = {_limit(breach) for breach in breaches_in(self.ledger, entry, judged=())}
            limits.update(found.union(*(self._person(touch, entry, who) for who in people)))
        ranked = sorted(limits.items(), key=lambda item: (-item[1], item[0]))
        named = ", ".join(f"{limit} ({count})" for limit, count in ranked[:4])
        return f"all {places} possible places are taken by limits: {named}"

    def _person(self, touch: Touch, entry: Entry, who: str) -> frozenset[str]:
        where = self.ledger.metro_of(entry) if touch.mode == "onsite" else None
        key = (who, entry.date, touch.minutes, where)
        if key not in self._of_person:
            judged = breaches_in(self.ledger, entry, judged=(who,))
            self._of_person[key] = frozenset(_limit(b) for b in judged if b.who == who)
        return self._of_person[key]


def _limit(breach: Breach) -> str:
    return f"{breach.rule} of {breach.who}" if breach.who else breach.rule
