"""The numbers that ids have in the arrays, and the arrays of who may hold each touch."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.domain.attendance import (
    attendances,
    ceo_of,
    executive_among,
    fixed_entries,
    unfilled_role,
)
from csplanner.domain.cost import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplanner.domain.demand import Touch
    from csplanner.domain.plan import Entry
    from csplanner.domain.scenario import Person, PlannedAccount, Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The numbers that ids have in the arrays."""

    people: dict[str, int]
    accounts: dict[str, int]
    metros: dict[str, int]
    persons: dict[str, Person]
    account_of: dict[str, PlannedAccount]
    ceo: str | None

    @classmethod
    def of(cls, scenario: Scenario) -> Names:
        """Give the ids of a scenario their numbers."""
        return cls(
            people={each.id: number for number, each in enumerate(scenario.people)},
            accounts={each.id: number for number, each in enumerate(scenario.accounts)},
            metros={each.id: number for number, each in enumerate(scenario.metros)},
            persons={each.id: each for each in scenario.people},
            account_of={each.id: each for each in scenario.accounts},
            ceo=ceo_of(scenario),
        )


def lists(rows: Iterable[Sequence[int]], code: str = "i") -> tuple[array[int], array[int]]:
    """Flatten rows into (starts, items); there is one start more than rows."""
    starts, items = array("i", [0]), array(code)
    for row in rows:
        items.extend(row)
        starts.append(len(items))
    return starts, items


class Options:
    """The possible participants of each touch: those always there, and the rest by option."""

    def __init__(
        self, scenario: Scenario, touches: tuple[Touch, ...], names: Names, unit: int
    ) -> None:
        self.names = names
        self.person_cost = round(exact(scenario.weights.change_people) * unit)
        self.deputy_cost = round(exact(scenario.weights.deputy) * unit)
        self.sets: list[tuple[str, ...]] = []
        self.base: list[list[int]] = []
        self.starts = array("i", [0])
        self.extras: list[list[int]] = []
        self.executives = array("i")
        self.costs = array("q")
        self.fixed = fixed_entries(scenario)
        baseline = {entry.touch: entry for entry in scenario.baseline}
        for touch in touches:
            self._add(touch, self.fixed.get(touch.id), baseline.get(touch.id))
            self.starts.append(len(self.sets))

    def _add(self, touch: Touch, fixed: Entry | None, former: Entry | None) -> None:
        account = self.names.account_of[touch.account]
        sets = self._possible(touch, account) if fixed is None else (fixed.participants,)
        common = set(sets[0]).intersection(*sets[1:]) if sets else set()
        number = self.names.people
        self.base.append([number[who] for who in sets[0] if who in common] if sets else [])
        for people in sets:
            self.sets.append(people)
            self.extras.append([number[who] for who in people if who not in common])
            executive = (
                executive_among(people, account, self.names.persons)
                if "EXEC" in touch.roles
                else None
            )
            self.executives.append(number[executive] if executive is not None else -1)
            self.costs.append(self._cost(touch, account, people, former))

    def _possible(self, touch: Touch, account: PlannedAccount) -> tuple[tuple[str, ...], ...]:
        if unfilled_role(touch, account, self.names.persons, self.names.ceo) is not None:
            return ()
        return attendances(touch, account, self.names.persons, self.names.ceo)

    def _cost(
        self,
        touch: Touch,
        account: PlannedAccount,
        people: tuple[str, ...],
        former: Entry | None,
    ) -> int:
        cost = 0
        if former is not None and people != former.participants:
            new, old = {*people}, {*former.participants}
            cost = self.person_cost * max(len(new - old), len(old - new))
        if account.owner not in people and "CSM" in touch.roles and touch.id not in self.fixed:
            cost += self.deputy_cost
        return cost

    def arrays(self) -> dict[str, array[int]]:
        """Give the arrays of options."""
        base_at, base = lists(self.base)
        extra_at, extra = lists(self.extras)
        return {
            "base_at": base_at,
            "base": base,
            "option_at": self.starts,
            "option_executive": self.executives,
            "option_cost": self.costs,
            "extra_at": extra_at,
            "extra": extra,
        }
