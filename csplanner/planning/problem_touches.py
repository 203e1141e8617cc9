"""The arrays of accounts and touches: windows, possible people, series, executives, history."""

from __future__ import annotations

from array import array
from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from csplanner.domain.attendance import (
    executive_among,
    fixed_entries,
)
from csplanner.domain.cost import exact
from csplanner.domain.demand import min_gap_of, uncovered_cost_of
from csplanner.domain.plan_days import days_of_year, why_account_is_closed
from csplanner.planning.problem_options import Options, lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.demand import Touch
    from csplanner.domain.plan import Entry, TouchId
    from csplanner.domain.scenario import PlannedAccount, Scenario
    from csplanner.planning.problem_options import Names


def touch_arrays(
    scenario: Scenario, touches: tuple[Touch, ...], names: Names, unit: int
) -> tuple[dict[str, int], dict[str, array[int]], list[tuple[str, ...]]]:
    """Flatten accounts and touches; also gives the participants of every option."""
    arrays = _account_arrays(scenario, names)
    arrays.update(_plain_arrays(scenario, touches, names, unit))
    options = Options(scenario, touches, names, unit)
    arrays.update(options.arrays())
    series, history = _series_arrays(scenario, touches, unit)
    arrays.update(series)
    arrays.update(_executive_arrays(scenario, touches, names))
    arrays["blocked"] = _blocked_days(scenario, names)
    weights = scenario.weights
    numbers = {
        "touches": len(touches),
        "accounts": len(scenario.accounts),
        "metros": max(1, len(scenario.metros)),
        "near": max(history, _most_visits(arrays)),
        "options": max((b - a for a, b in pairwise(arrays["option_at"])), default=1),
        "weekday_cost": round(exact(weights.weekday) * unit),
        "month_cost": round(exact(weights.month) * unit),
        "change_cost": round(exact(weights.change_date) * unit),
    }
    return numbers, arrays, options.sets


def _most_visits(arrays: dict[str, array[int]]) -> int:
    planned, held = arrays["visit_at"], arrays["held_at"]
    rows = zip(pairwise(planned), pairwise(held), strict=True)
    return max((b - a + d - c for (a, b), (c, d) in rows), default=0) + 1


def _account_arrays(scenario: Scenario, names: Names) -> dict[str, array[int]]:
    days = days_of_year(scenario.year)
    rows: dict[str | None, bytes] = {}
    found = array("i")
    for account in scenario.accounts:
        plain = not account.blackout and not account.contacts
        row = rows.get(account.country) if plain else None
        if row is None:
            open_days = [why_account_is_closed(scenario, account, day) is None for day in days]
            row = array("i", open_days).tobytes()
            if plain:
                rows[account.country] = row
        found.frombytes(row)
    return {
        "open": found,
        "account_gap": array("i", [max(1, _gap(scenario, each)) for each in scenario.accounts]),
        "account_metro": array(
            "i", [names.metros.get(each.metro or "", -1) for each in scenario.accounts]
        ),
        "account_last": array(
            "i", [names.people.get(each.last_exec or "", -1) for each in scenario.accounts]
        ),
        "account_weekdays": array(
            "i", [sum(1 << day for day in each.preferred_weekdays) for each in scenario.accounts]
        ),
    }


def _gap(scenario: Scenario, account: PlannedAccount) -> int:
    return min_gap_of(scenario.policy, account)


def _plain_arrays(
    scenario: Scenario, touches: tuple[Touch, ...], names: Names, unit: int
) -> dict[str, array[int]]:
    start = date(scenario.year, 1, 1)
    earliest = scenario.not_before or start
    fixed = fixed_entries(scenario)
    baseline = {entry.touch: entry for entry in scenario.baseline}
    uncovered = {
        each.id: round(exact(uncovered_cost_of(scenario.policy, each)) * unit)
        for each in scenario.accounts
    }
    accounts = names.account_of
    months = [each.preferred_months or accounts[each.account].preferred_months for each in touches]
    return {
        "touch_account": array("i", [names.accounts[each.account] for each in touches]),
        "touch_minutes": array("i", [each.minutes for each in touches]),
        "touch_onsite": array("i", [each.mode == "onsite" for each in touches]),
        "touch_first": array("i", [(max(each.first, earliest) - start).days for each in touches]),
        "touch_last": array("i", [(each.last - start).days for each in touches]),
        "touch_months": array("i", [sum(1 << month - 1 for month in each) for each in months]),
        "touch_uncovered": array("q", [uncovered[each.account] for each in touches]),
        "touch_baseline": array("i", [_day(start, baseline.get(each.id)) for each in touches]),
        "touch_fixed": array("i", [_day(start, fixed.get(each.id)) for each in touches]),
        "touch_executive": array("i", ["EXEC" in each.roles for each in touches]),
        "touch_waived": array("i", [each.id in scenario.waived for each in touches]),
    }


def _day(start: date, entry: Entry | None) -> int:
    return (entry.date - start).days if entry is not None else -1


def _series_arrays(
    scenario: Scenario, touches: tuple[Touch, ...], unit: int
) -> tuple[dict[str, array[int]], int]:
    """Collect the series (account and rule) that have gaps to keep: members and past days."""
    start = date(scenario.year, 1, 1)
    numbers: dict[tuple[str, str], int] = {}
    members: list[list[int]] = []
    models: list[Touch] = []
    of_touch = array("i")
    for place, touch in enumerate(touches):
        if not touch.target_gap_days and touch.max_gap_days is None:
            of_touch.append(-1)
            continue
        number = numbers.setdefault((touch.account, touch.rule), len(members))
        if number == len(members):
            members.append([])
            models.append(touch)
        members[number].append(place)
        of_touch.append(number)
    past: list[list[int]] = [[] for _ in members]
    for held in scenario.history:
        if (held.account, held.rule) in numbers:
            past[numbers[held.account, held.rule]].append((held.date - start).days)
    arrays = {"touch_series": of_touch, **_prices_of_series(scenario, models, unit)}
    arrays["series_at"], arrays["series"] = lists(members)
    arrays["past_at"], arrays["past"] = lists([sorted(days) for days in past])
    longest = max((len(row) for row in members), default=0) + max(map(len, past), default=0)
    return arrays, longest + 1


def _prices_of_series(
    scenario: Scenario, models: Sequence[Touch], unit: int
) -> dict[str, array[int]]:
    daily = round(exact(scenario.weights.spacing_per_day) * unit)
    above = round(exact(scenario.weights.max_gap_per_day) * unit)
    return {
        "series_target": array("i", [each.target_gap_days for each in models]),
        "series_tolerance": array("i", [each.tol_days for each in models]),
        "series_daily": array("q", [daily if each.target_gap_days else 0 for each in models]),
        "series_most": array("i", [each.max_gap_days or 2**30 for each in models]),
        "series_above": array("q", [above for _ in models]),
    }


def _executive_arrays(
    scenario: Scenario, touches: tuple[Touch, ...], names: Names
) -> dict[str, array[int]]:
    start = date(scenario.year, 1, 1)
    asked: list[list[int]] = [[] for _ in scenario.accounts]
    for place, touch in enumerate(touches):
        if "EXEC" in touch.roles:
            asked[names.accounts[touch.account]].append(place)
    held: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for past in scenario.history:
        account = names.account_of[past.account]
        executive = executive_among(past.participants, account, names.persons)
        if executive is not None:
            day = (past.date - start).days
            held[names.accounts[past.account]].append((day, names.people[executive]))
    rows = [sorted(held[number]) for number in range(len(scenario.accounts))]
    visit_at, visit = lists(asked)
    held_at, held_day = lists([[day for day, _ in row] for row in rows])
    _, held_who = lists([[who for _, who in row] for row in rows])
    return {
        "visit_at": visit_at,
        "visit": visit,
        "held_at": held_at,
        "held_day": held_day,
        "held_who": held_who,
    }


def _blocked_days(scenario: Scenario, names: Names) -> array[int]:
    """Count for each account and day the engagements held that are too close to it."""
    count = len(days_of_year(scenario.year))
    start = date(scenario.year, 1, 1)
    found = array("h", bytes(2 * count * len(scenario.accounts)))
    for past in scenario.history:
        number = names.accounts[past.account]
        gap = max(1, _gap(scenario, names.account_of[past.account]))
        day = (past.date - start).days
        for near in range(max(0, day - gap + 1), min(count, day + gap)):
            found[number * count + near] += 1
    return found


def touch_numbers(touches: Sequence[Touch]) -> dict[TouchId, int]:
    """Give the numbers of touches by id."""
    return {touch.id: number for number, touch in enumerate(touches)}
