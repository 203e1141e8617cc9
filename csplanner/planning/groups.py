"""Which touches are related, for the search to take out together, and which are scarce."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from csplanner.planning.problem_options import lists

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from csplanner.planning.problem import Problem

SENIOR_PICKS = 16
VISIT_PICKS = 8


def groups_of(problem: Problem, can_move: Sequence[int]) -> dict[str, array[int]]:
    """Group the touches that may move by owner, account, place, host and city.

    A place is an owner's visits in one metro, a host the same for an account executive, a city
    the visits of executives and CEO in a metro across owners.
    """
    touches, scenario = problem.touches, problem.scenario
    accounts = {account.id: account for account in scenario.accounts}
    owners = [accounts[touch.account].owner for touch in touches]
    metros = [
        accounts[touch.account].metro if touch.mode == "onsite" else None for touch in touches
    ]
    seniors = [bool({"EXEC", "CEO"} & {*touch.roles}) for touch in touches]
    places = list(zip(owners, metros, strict=True))
    hosts = [
        (accounts[touch.account].ae, metro) for touch, metro in zip(touches, metros, strict=True)
    ]
    cities = list(zip(metros, seniors, strict=True))
    found = {
        "picks": array("i", _picks(problem, can_move, seniors)),
        "can_move": array("i", can_move),
    }
    for name, keys in (("owner", owners), ("place", places), ("host", hosts), ("city", cities)):
        found.update(_grouped(name, keys, can_move))
    found.update(_by_account(problem, can_move))
    return found


def _picks(problem: Problem, can_move: Sequence[int], seniors: Sequence[bool]) -> list[int]:
    """List the touches to begin with, those that decide about trips several times over."""
    found: list[int] = []
    for t, touch in enumerate(problem.touches):
        if can_move[t]:
            times = SENIOR_PICKS if seniors[t] else VISIT_PICKS if touch.mode == "onsite" else 1
            found.extend([t] * times)
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


def _grouped(name: str, keys: Sequence[Hashable], can_move: Sequence[int]) -> dict[str, array[int]]:
    numbers: dict[Hashable, int] = {}
    of_touch = [numbers.setdefault(key, len(numbers)) for key in keys]
    rows: list[list[int]] = [[] for _ in numbers]
    for t, number in enumerate(of_touch):
        if can_move[t]:
            rows[number].append(t)
    starts, items = lists(rows)
    return {f"{name}_of": array("i", of_touch), f"{name}_at": starts, name: items}


def _by_account(problem: Problem, can_move: Sequence[int]) -> dict[str, array[int]]:
    rows: list[list[int]] = [[] for _ in problem.scenario.accounts]
    for t, number in enumerate(problem.arrays["touch_account"]):
        if can_move[t]:
            rows[number].append(t)
    starts, items = lists(rows)
    return {"account_at": starts, "account": items}
