"""The planner alone: a scenario file in, a plan file out, no portfolio."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from csplanner.base.job import Job
from csplanner.base.paths import write_atomically
from csplanner.services.infeasible import infeasible_json, tell_all
from csplanner.services.proof import proof_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csplanner.domain.ledger import Ledger
    from csplanner.domain.plan import PlanResult, Unscheduled
    from csplanner.domain.scenario import Scenario
    from csplanner.planning.effort import BoundKind
    from csplanner.planning.shortfalls import Shortfall
    from csplanner.services.infeasible import Tell


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A touch without a date: of which account and rule, why, and what would place it."""

    touch: str
    account: str
    rule: str
    reason: str
    detail: str
    relax: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How to solve: the effort says whether a bound is proven, unless `bound` does."""

    seed: int = 0
    effort: str = "normal"
    bound: BoundKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SolvedScenario:
    """The answer of `solve`; `seconds`, `kernel` and `proof` (words) stand in no file."""

    year: int
    demand: int
    scheduled: int
    unscheduled: tuple[LeftOut, ...]
    total: float
    terms: Mapping[str, float]
    bound: float | None
    proof: str
    gap: float | None
    seconds: float
    trips: int
    seed: int
    kernel: str
    changes: Mapping[str, int]
    out: Path
    infeasible: tuple[Shortfall, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the keys that contract.md promises for `solve`."""
        return {
            "year": self.year,
            "demand": self.demand,
            "scheduled": self.scheduled,
            "unscheduled": [
                {
                    "touch": each.touch,
                    "account": each.account,
                    "rule": each.rule,
                    "reason": each.reason,
                    "detail": each.detail,
                    "relax": each.relax,
                }
                for each in self.unscheduled
            ],
            "objective": {"total": self.total, "terms": dict(self.terms)},
            "bound": self.bound,
            "gap": self.gap,
            "seconds": round(self.seconds, 3),
            "trips": self.trips,
            "seed": self.seed,
            "kernel": self.kernel,
            "changes": dict(self.changes),
            "adopted": False,
            "out": str(self.out),
            "infeasible": infeasible_json(self.infeasible),
        }


def solve_scenario(
    source: Path,
    out: Path,
    *,
    how: How | None = None,
    job: Job | None = None,
    tell: Tell | None = None,
) -> SolvedScenario:
    """Read a scenario, plan it, write the plan, and say what came of it.

    What cannot be met is told before the search.

    Raises UserMistake for a file that is not a scenario, Trouble where the plan cannot be written.
    """
    from csplanner.planning import solve
    from csplanner.planning.plan_file import plan_text
    from csplanner.planning.scenario_file import read_scenario
    from csplanner.planning.shortfalls import shortfalls

    started = time.perf_counter()
    scenario = read_scenario(source)
    found = shortfalls(scenario)
    tell_all(found, tell)
    how = how or How()
    result = solve(scenario, seed=how.seed, effort=how.effort, bound=how.bound, job=job or Job())
    write_atomically(out, plan_text(result.plan).encode())
    left = _left_out(scenario, result)
    answer = _answer(scenario, result, left, out, time.perf_counter() - started)
    return replace(answer, infeasible=found)


def _answer(
    scenario: Scenario,
    result: PlanResult,
    left: tuple[LeftOut, ...],
    out: Path,
    seconds: float,
) -> SolvedScenario:
    meta, changes = result.plan.meta, result.changes
    return SolvedScenario(
        year=scenario.year,
        demand=result.demand,
        scheduled=len(result.plan.scheduled),
        unscheduled=left,
        total=meta.objective,
        terms=meta.terms,
        bound=meta.bound,
        proof=proof_words(result),
        gap=meta.gap,
        seconds=seconds,
        trips=result.trips,
        seed=meta.seed,
        kernel=result.kernel,
        changes={
            "added": changes.added,
            "moved": changes.moved,
            "removed": changes.removed,
            "kept": changes.kept,
        },
        out=out,
    )


def _left_out(scenario: Scenario, result: PlanResult) -> tuple[LeftOut, ...]:
    from csplanner.domain.ledger import Ledger
    from csplanner.planning.relaxing import relaxations

    if not result.plan.unscheduled:
        return ()
    ledger = Ledger(scenario, result.plan.scheduled)
    known = relaxations(ledger, result.plan.unscheduled)
    return tuple(_told(ledger, each, known.get(each.touch)) for each in result.plan.unscheduled)


def _told(ledger: Ledger, each: Unscheduled, relax: str | None) -> LeftOut:
    touch = ledger.touches[each.touch]
    return LeftOut(
        touch=each.touch,
        account=touch.account,
        rule=touch.rule,
        reason=each.reason,
        detail=each.detail,
        relax=relax,
    )
