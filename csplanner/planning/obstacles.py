"""Which hard rules stand against a touch on each day, in the judge's own words."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from csplanner.domain.account_rules import rotation_breaches
from csplanner.domain.attendance import unfilled_role
from csplanner.domain.person_rules import (
    breaches_of_day,
    breaches_of_visits,
    breaches_of_week,
)
from csplanner.domain.plan import Entry
from csplanner.domain.plan_days import monday_of, why_account_is_closed, why_person_is_away
from csplanner.domain.reasons import possible_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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
        words = {
            "weekday": "weekend",
            "holiday": f"holiday in {account.country}",
            "closed": "the company is closed",
            "contact": f"no contact of {account.id} is there",
        }
        yield words.get(closed, f"{closed} of {account.id}")
        return
    for who in sorted({person for people in ledger.attendances(touch) for person in people}):
        away = why_person_is_away(ledger.scenario, ledger.people[who], day)
        if away is not None:
            yield f"{who}: {away.replace('_', ' ')}"


class Limits:
    """Says which limits stand against touches of one plan.

    What a person's day, week and travel allow is the same for touches of one place or one length,
    so each is asked once: with thousands of touches left out they share few people and days. So
    are touches that are alike.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._said: dict[tuple[object, ...], str] = {}
        self._known: dict[tuple[object, ...], frozenset[str]] = {}

    def against(self, touch: Touch) -> str:
        """Say which limits take all the days that a touch could have, most frequent first."""
        alike = (touch.account, touch.roles, touch.mode, touch.minutes, touch.first, touch.last)
        if alike not in self._said:
            self._said[alike] = self._against(touch)
        return self._said[alike]

    def _against(self, touch: Touch) -> str:
        limits: Counter[str] = Counter()
        places = 0
        gap = self.ledger.min_gaps[touch.account]
        near = self._near(touch)
        for day, people in possible_days(self.ledger, touch):
            entry = Entry(touch=touch.id, date=day, participants=people)
            places += 1
            found = set().union(*(self._person(touch, entry, who) for who in people))
            if any(abs((day - other).days) < gap for other in near):
                found.add("gap")
            if "EXEC" in touch.roles:
                found |= self._rotation(entry)
            limits.update(found)
        ranked = sorted(limits.items(), key=lambda item: (-item[1], item[0]))
        named = ", ".join(f"{limit} ({count})" for limit, count in ranked[:4])
        return f"all {places} possible places are taken by limits: {named}"

    def _near(self, touch: Touch) -> list[date]:
        planned = self.ledger.by_account[touch.account].values()
        held = [day for day, _ in self.ledger.held[touch.account]]
        return [entry.date for entry in planned if entry.touch != touch.id] + held

    def _rotation(self, entry: Entry) -> set[str]:
        account = self.ledger.touches[entry.touch].account
        with self._placed(entry):
            found = list(rotation_breaches(self.ledger, account))
        return {_limit(each) for each in found if entry.touch in each.touches}

    def _person(self, touch: Touch, entry: Entry, who: str) -> frozenset[str]:
        """Say which limits of a person forbid a place."""
        where = self.ledger.metro_of(entry) if touch.mode == "onsite" else None
        key = (who, entry.date, where, touch.minutes)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._layers(touch, entry, who, where)
        return found

    def _layers(self, touch: Touch, entry: Entry, who: str, where: str | None) -> frozenset[str]:
        """Ask for day, week and travel apart: fewer of them differ than of all three together."""
        ledger, day, week = self.ledger, entry.date, monday_of(entry.date)
        found = self._asked(
            ("day", who, day, where), entry, lambda: breaches_of_day(ledger, who, day)
        ) | self._asked(
            ("week", who, week, touch.minutes), entry, lambda: breaches_of_week(ledger, who, week)
        )
        if touch.mode == "onsite":
            found |= self._asked(
                ("visits", who, week, day.month, where),
                entry,
                lambda: breaches_of_visits(ledger, who, entry),
            )
        return found

    def _asked(
        self, key: tuple[object, ...], entry: Entry, judge: Callable[[], Iterator[Breach]]
    ) -> frozenset[str]:
        if key not in self._known:
            with self._placed(entry):
                self._known[key] = frozenset(_limit(each) for each in judge())
        return self._known[key]

    @contextmanager
    def _placed(self, entry: Entry) -> Iterator[None]:
        """Hold an entry that the plan has not."""
        self.ledger.put(entry)
        yield
        self.ledger.take(entry.touch)


def _limit(breach: Breach) -> str:
    return f"{breach.rule} of {breach.who}" if breach.who else breach.rule
