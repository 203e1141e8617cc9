"""What a year asks above what there is, in the portfolio's names, said before the search."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from csplanner.services.words import in_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from csplanner.planning.shortfalls import Shortfall
    from csplanner.services.problem import Problem

    Tell = Callable[[str], None]

TOLD = 12
"""How many limits are said aloud; all are in the JSON answer."""


def infeasible(problem: Problem) -> tuple[Shortfall, ...]:
    """Return what cannot be met whatever the search does, with its arithmetic in names."""
    from csplanner.planning.shortfalls import shortfalls

    found = shortfalls(problem.scenario)
    return tuple(replace(each, detail=in_names(problem, each.detail)) for each in found)


def tell_all(found: tuple[Shortfall, ...], tell: Tell | None) -> None:
    """Say the largest of each limit aloud, and how many more there are."""
    if tell is None or not found:
        return
    tell("More is asked than can be, before anything is searched:")
    limits: dict[tuple[str, str], list[Shortfall]] = {}
    for each in found:
        limits.setdefault((each.kind, each.who), []).append(each)
    for alike in list(limits.values())[:TOLD]:
        more = len(alike) - 1
        spans = f"; and so in {more} more span{'s' if more > 1 else ''} of the year"
        tell(f"  {alike[0].detail}{spans if more else ''}")
    if len(limits) > TOLD:
        tell(f"  and {len(limits) - TOLD} more limits, all in the answer of --json")


def infeasible_json(found: Iterable[Shortfall]) -> list[dict[str, Any]]:
    """Return the key `infeasible` of `plan` and `solve`."""
    return [
        {
            "kind": each.kind,
            "who": each.who,
            "period": each.period,
            "asked": each.asked,
            "available": each.available,
            "missing": each.missing,
            "touches": list(each.touches),
            "detail": each.detail,
        }
        for each in found
    ]
