"""A scenario as flat arrays of whole numbers, which is what the search kernel reads.

Days count from 1 January; people, accounts, metros and touches by their place in the scenario.
Costs are whole multiples of 1/`unit` point, chosen so that every weight is one. A list of lists
is one array of items and one of starts (`x_at[i]` to `x_at[i + 1]`).
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date, timedelta
from math import lcm
from typing import TYPE_CHECKING

from csplanner.base.job import Job
from csplanner.domain.cost import exact
from csplanner.domain.demand import touches_of
from csplanner.domain.plan_days import days_of_year, quarter_of, week_of
from csplanner.planning.problem_options import Names
from csplanner.planning.problem_people import people_arrays
from csplanner.planning.problem_touches import touch_arrays

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from csplanner.domain.demand import Touch
    from csplanner.domain.plan import Entry, TouchId
    from csplanner.domain.scenario import Scenario

MOST_UNITS = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """The arrays of one scenario, and what their numbers stand for.

    `arrays` hold 32-bit numbers ("i") or 64-bit costs ("q"); `options[o]` are the participants
    that option number o of a touch stands for.
    """

    scenario: Scenario
    touches: tuple[Touch, ...]
    unit: int
    numbers: Mapping[str, int]
    arrays: Mapping[str, array[int]]
    options: Sequence[tuple[str, ...]]
    baseline: Mapping[TouchId, Entry]

    def points(self, units: int) -> float:
        """Turn a cost of the kernel into points."""
        return units / self.unit

    def baseline_option(self, t: int) -> int:
        """Find the option of touch t with the people that its baseline has, or -1."""
        former = self.baseline.get(self.touches[t].id)
        if former is not None:
            wanted = {*former.participants}
            for option in range(self.arrays["option_at"][t], self.arrays["option_at"][t + 1]):
                if {*self.options[option]} == wanted:
                    return option
        return -1

    def day(self, number: int) -> date:
        """Turn a day's number into its date."""
        return date(self.scenario.year, 1, 1) + timedelta(days=number)


def unit_of(scenario: Scenario) -> int:
    """Choose the fraction of a point that makes every weight a whole number of units."""
    weights = scenario.weights
    executives = max(1, sum(person.role == "EXEC" for person in scenario.people))
    band = exact(weights.exec_balance_band)
    needed: list[Fraction] = [
        exact(weights.level_per_hour) / 60,
        exact(weights.exec_balance) / executives / band.denominator,
        *(
            exact(weight)
            for weight in (
                weights.spacing_per_day,
                weights.weekday,
                weights.change_date,
                weights.change_people,
                weights.month,
                weights.max_gap_per_day,
                weights.deputy,
            )
        ),
        *(exact(tier.uncovered_cost) for tier in scenario.policy.tiers),
    ]
    return min(MOST_UNITS, lcm(60, *(number.denominator for number in needed)))


def problem_of(scenario: Scenario, job: Job | None = None) -> Problem:
    """Flatten a scenario for the kernel; raises Cancelled through the job."""
    job = job or Job()
    touches = touches_of(scenario)
    job.check()
    unit = unit_of(scenario)
    names = Names.of(scenario)
    numbers, arrays = _calendar(scenario.year)
    more, people = people_arrays(scenario, touches, unit)
    numbers.update(more)
    arrays.update(people)
    job.check()
    more, asked, options = touch_arrays(scenario, touches, names, unit)
    job.check()
    numbers.update(more)
    arrays.update(asked)
    return Problem(
        scenario=scenario,
        touches=touches,
        unit=unit,
        numbers=numbers,
        arrays=arrays,
        options=options,
        baseline={entry.touch: entry for entry in scenario.baseline},
    )


def _calendar(year: int) -> tuple[dict[str, int], dict[str, array[int]]]:
    days = days_of_year(year)
    pieces: dict[tuple[int, int], int] = {}
    spans: dict[tuple[int, int], int] = {}
    for day in days:
        week = week_of(day, year)
        pieces.setdefault((week, day.month), len(pieces))
        spans.setdefault((week, quarter_of(day)), len(spans))
    piece_of = [pieces[week_of(day, year), day.month] for day in days]
    numbers = {
        "days": len(days),
        "weeks": week_of(date(year, 12, 31), year) + 1,
        "pieces": len(pieces),
        "spans": len(spans),
    }
    arrays = {
        "day_piece": array("i", piece_of),
        "day_weekday": array("i", [day.weekday() for day in days]),
        "piece_week": array("i", [week for week, _ in pieces]),
        "piece_month": array("i", [month - 1 for _, month in pieces]),
        "piece_quarter": array("i", [(month - 1) // 3 for _, month in pieces]),
        "piece_span": array("i", [spans[week, (month + 2) // 3] for week, month in pieces]),
    }
    return numbers, arrays
