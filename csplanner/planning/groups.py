"""Which touches are related, for the search to take out together, and which are scarce."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from csplanner.planning.problem_touches import lists

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from csplanner.planning.problem import Problem


def groups_of(problem: Problem, days_alone: Sequence[int]) -> dict[str, array[int]]:
    """Group touches by owner, account, place and city; rank them by scarcity.

    `days_alone[t]` counts the days on which touch t could be if it were alone. A place is an
    owner's visits in one metro, a host the same for an account executive, a city the executive
    visits of a metro across owners.
    """
    touches, scenario = problem.touches, problem.scenario
    accounts = {account.id: account for account in scenario.accounts}
    fixed = problem.arrays["touch_fixed"]
    waived = problem.arrays["touch_waived"]
    can_move = [
        days_alone[t] > 0 and fixed[t] < 0 and not waived[t] for t in range(len(touches))
    ]
    owners = [accounts[touch.account].owner for touch in touches]
    metros = [
        accounts[touch.account].metro if touch.mode == "onsite" else None for touch in touches
    ]
    seniors = [bool({"EXEC", "CEO"} & {*touch.roles}) for touch in touches]
    places = list(zip(owners, metros, strict=True))
    hosts = [(accounts[touch.account].ae, metro) for touch, metro in zip(touches, metros, strict=True)]
    cities = list(zip(metros, seniors, strict=True))
    found = {
        "movable": array("i", [t for t in range(len(touches)) if can_move[t]]),
        "can_move": array("i", can_move),
        "rank": ranks(problem, days_alone),
    }
    for name, keys in (
        ("owner", owners),
        ("account", [touch.account for touch in touches]),
        ("place", places),
        ("host", hosts),
        ("city", cities),
    ):
        found.update(_grouped(name, keys, can_move))
    numbers = {account.id: number for number, account in enumerate(scenario.accounts)}
    found.update(_by_number("account", [numbers[touch.account] for touch in touches], len(numbers)))
    return found


def ranks(problem: Problem, days_alone: Sequence[int]) -> array[int]:
    """Rank touches, scarce first: executives, visits, dear tiers, few days."""
    uncovered = problem.arrays["touch_uncovered"]
    order = sorted(
        range(len(problem.touches)),
        key=lambda t: (
            not {"EXEC", "CEO"} & {*problem.touches[t].roles},
            problem.touches[t].mode != "onsite",
            -uncovered[t],
            days_alone[t],
            t,
        ),
    )
    found = array("i", bytes(4 * len(order)))
    for rank, t in enumerate(order):
        found[t] = rank
    return found


def _grouped(
    name: str, keys: Sequence[Hashable], can_move: Sequence[int]
) -> dict[str, array[int]]:
    numbers: dict[Hashable, int] = {}
    of_touch = [numbers.setdefault(key, len(numbers)) for key in keys]
    rows: list[list[int]] = [[] for _ in numbers]
    for t, number in enumerate(of_touch):
        if can_move[t]:
            rows[number].append(t)
    starts, items = lists(rows)
    return {f"{name}_of": array("i", of_touch), f"{name}_at": starts, name: items}


def _by_number(name: str, numbers: Iterable[int], count: int) -> dict[str, array[int]]:
    rows: list[list[int]] = [[] for _ in range(count)]
    for t, number in enumerate(numbers):
        rows[number].append(t)
    starts, items = lists(rows)
    return {f"{name}_at": starts, name: items}
