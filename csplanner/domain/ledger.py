"""A plan's entries under every heading that a hard rule looks at: account, person and day.

Kept apart from the planner's kernel on purpose: the judge shares no line with what it judges.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from csplanner.domain.attendance import (
    attendances,
    ceo_of,
    executive_among,
    fixed_entries,
)
from csplanner.domain.demand import min_gap_of, touches_of
from csplanner.domain.plan_days import monday_of, quarter_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from csplanner.domain.demand import Touch
    from csplanner.domain.plan import Entry, TouchId
    from csplanner.domain.scenario import Scenario


class Ledger:
    """The entries of a plan by account, by person and day, week, and quarter (visits only).

    Entries of touches that the scenario does not ask for, or of people it does not have, are
    kept out and listed in `strangers`. `touches` are the scenario's, where they are known already.
    """

    def __init__(
        self,
        scenario: Scenario,
        entries: Iterable[Entry],
        touches: Iterable[Touch] | None = None,
    ) -> None:
        self.scenario = scenario
        asked = touches_of(scenario) if touches is None else touches
        self.touches: dict[TouchId, Touch] = {touch.id: touch for touch in asked}
        self.accounts = {account.id: account for account in scenario.accounts}
        self.people = {person.id: person for person in scenario.people}
        self.metros = {metro.id: metro for metro in scenario.metros}
        self.ceo = ceo_of(scenario)
        self.fixed = fixed_entries(scenario)
        self.baseline = {entry.touch: entry for entry in scenario.baseline}
        self.min_gaps = {
            account.id: min_gap_of(scenario.policy, account) for account in scenario.accounts
        }
        self.held: dict[str, list[tuple[date, str | None]]] = defaultdict(list)
        for past in scenario.history:
            account = self.accounts[past.account]
            executive = executive_among(past.participants, account, self.people)
            self.held[past.account].append((past.date, executive))
        self.entries: dict[TouchId, Entry] = {}
        self.by_account: dict[str, dict[TouchId, Entry]] = defaultdict(dict)
        self.by_day: dict[tuple[str, date], dict[TouchId, Entry]] = defaultdict(dict)
        self.by_week: dict[tuple[str, date], dict[TouchId, Entry]] = defaultdict(dict)
        self.by_person: dict[str, dict[TouchId, Entry]] = defaultdict(dict)
        self.visits: dict[tuple[str, int], dict[TouchId, Entry]] = defaultdict(dict)
        self.strangers: list[Entry] = []
        self.doubles: list[Entry] = []
        for entry in entries:
            self._receive(entry)

    def _receive(self, entry: Entry) -> None:
        if entry.touch in self.entries:
            self.doubles.append(entry)
        elif entry.touch not in self.touches or not self.people.keys() >= {*entry.participants}:
            self.strangers.append(entry)
        else:
            self.put(entry)

    def put(self, entry: Entry) -> None:
        """Write an entry under all its headings, in place of the touch's former one."""
        self.take(entry.touch)
        self.entries[entry.touch] = entry
        self.by_account[self.touches[entry.touch].account][entry.touch] = entry
        for person in entry.participants:
            self.by_day[person, entry.date][entry.touch] = entry
            self.by_week[person, monday_of(entry.date)][entry.touch] = entry
            self.by_person[person][entry.touch] = entry
            if self.is_onsite(entry):
                self.visits[person, quarter_of(entry.date)][entry.touch] = entry

    def take(self, touch: TouchId) -> Entry | None:
        """Strike the touch's entry out, if there is one, and return it."""
        entry = self.entries.pop(touch, None)
        if entry is not None:
            del self.by_account[self.touches[touch].account][touch]
            for person in set(entry.participants):
                del self.by_day[person, entry.date][touch]
                del self.by_week[person, monday_of(entry.date)][touch]
                del self.by_person[person][touch]
                if self.is_onsite(entry):
                    del self.visits[person, quarter_of(entry.date)][touch]
        return entry

    def visits_of(self, person: str, quarters: Iterable[int] = (1, 2, 3, 4)) -> list[Entry]:
        """List the person's visits of some quarters."""
        return [entry for quarter in quarters for entry in self.visits[person, quarter].values()]

    def is_onsite(self, entry: Entry) -> bool:
        """Tell whether the entry is a visit."""
        return self.touches[entry.touch].mode == "onsite"

    def metro_of(self, entry: Entry) -> str | None:
        """Find where the entry's account is."""
        return self.accounts[self.touches[entry.touch].account].metro

    def is_away(self, person: str, entry: Entry) -> bool:
        """Tell whether the entry is a visit that the person travels to."""
        home = self.people[person].metro
        return self.is_onsite(entry) and home is not None and self.metro_of(entry) != home

    def attendances(self, touch: Touch) -> tuple[tuple[str, ...], ...]:
        """List the sets of people that may hold the touch."""
        return attendances(touch, self.accounts[touch.account], self.people, self.ceo)

    def executives(self, account: str) -> list[tuple[date, str | None, TouchId | None]]:
        """List the account's executive engagements by date, held and planned, with who came.

        Held ones have no touch id; without any before the first planned one the executive of
        the time before the horizon stands at the beginning of time.
        """
        planned: list[tuple[date, str | None, TouchId | None]] = [
            (entry.date, self._executive(entry), touch)
            for touch, entry in self.by_account[account].items()
            if "EXEC" in self.touches[touch].roles
        ]
        held: list[tuple[date, str | None, TouchId | None]] = [
            (day, person, None) for day, person in self.held[account] if person is not None
        ]
        return sorted(held + planned, key=lambda item: (item[0], item[2] or ""))

    def _executive(self, entry: Entry) -> str | None:
        account = self.accounts[self.touches[entry.touch].account]
        return executive_among(entry.participants, account, self.people)
