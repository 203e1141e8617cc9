"""Touches that the relaxation cannot tell apart, and the pieces of weeks in which they may be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csplanner.planning.problem import Problem
    from csplanner.planning.tables import Tables

    Spot = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Touches with the same people, minutes, place and pieces; `touches[0]` speaks for them.

    `spots[piece, option]` is what the place costs alone at least, in units, with the first and the
    last day of the piece on which one of them may be held so; options are those of `touches[0]`.
    """

    touches: tuple[int, ...]
    is_single: bool
    spots: Mapping[tuple[int, int], Spot]

    @property
    def count(self) -> int:
        """How many touches there are of the kind."""
        return len(self.touches)


def kinds_of(problem: Problem, tables: Tables) -> list[Kind]:
    """Gather the touches that a plan may date; fixed, waived and impossible ones are left out.

    Visits that rotation, spacing or the gap bind to another visit of the account stay alone.
    """
    arrays = problem.arrays
    visits = Counter(
        account
        for account, onsite in zip(arrays["touch_account"], arrays["touch_onsite"], strict=True)
        if onsite
    )
    groups: dict[tuple[bool, object], list[tuple[int, dict[tuple[int, int], Spot]]]] = {}
    for t in range(len(problem.touches)):
        spots = _spots(problem, tables, t) if is_open(problem, t) else {}
        if spots:
            onsite = arrays["touch_onsite"][t]
            single = onsite and visits[arrays["touch_account"][t]] > 1
            single = bool(single or arrays["touch_executive"][t])
            key = t if single else _likeness(problem, t, spots)
            groups.setdefault((single, key), []).append((t, spots))
    return [
        Kind(
            touches=tuple(t for t, _ in group),
            is_single=single,
            spots=_cheapest(spots for _, spots in group),
        )
        for (single, _), group in groups.items()
    ]


def is_open(problem: Problem, t: int) -> bool:
    """Tell whether a plan may give the touch a date of its own choice."""
    return problem.arrays["touch_fixed"][t] < 0 and not problem.arrays["touch_waived"][t]


def _spots(problem: Problem, tables: Tables, t: int) -> dict[tuple[int, int], Spot]:
    """List where the touch may be if it were alone, by piece and place among its options."""
    arrays, days = problem.arrays, problem.numbers["days"]
    found: dict[tuple[int, int], Spot] = {}
    first = arrays["option_at"][t]
    for option in range(first, arrays["option_at"][t + 1]):
        extra = arrays["extra"][arrays["extra_at"][option] : arrays["extra_at"][option + 1]]
        for k in range(tables.alone_at[t], tables.alone_at[t + 1]):
            day = tables.alone[k]
            if any(not arrays["there"][who * days + day] for who in extra):
                continue
            key = tables.day_piece[day], option - first
            cost = tables.alone_cost[k] + arrays["option_cost"][option]
            least, opens, _ = found.get(key, (cost, day, day))
            found[key] = min(least, cost), opens, day
    return found


def _likeness(problem: Problem, t: int, spots: Iterable[tuple[int, int]]) -> object:
    arrays = problem.arrays
    metro = arrays["account_metro"][arrays["touch_account"][t]]
    return (
        metro if arrays["touch_onsite"][t] else None,
        bytes(arrays["base"][arrays["base_at"][t] : arrays["base_at"][t + 1]]),
        tuple(_option(problem, each) for each in options_of(problem, t)),
        arrays["touch_minutes"][t],
        arrays["touch_uncovered"][t],
        tuple(spots),
    )


def options_of(problem: Problem, t: int) -> range:
    """Give the numbers of the touch's options."""
    return range(problem.arrays["option_at"][t], problem.arrays["option_at"][t + 1])


def _option(problem: Problem, option: int) -> bytes:
    arrays = problem.arrays
    return bytes(arrays["extra"][arrays["extra_at"][option] : arrays["extra_at"][option + 1]])


def _cheapest(rows: Iterable[Mapping[tuple[int, int], Spot]]) -> dict[tuple[int, int], Spot]:
    found: dict[tuple[int, int], Spot] = {}
    for row in rows:
        for key, (cost, first, last) in row.items():
            least, opens, closes = found.get(key, (cost, first, last))
            found[key] = min(least, cost), min(opens, first), max(closes, last)
    return found
