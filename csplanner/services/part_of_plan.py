"""A part of a proposed plan: what the calendar would hold, whether it keeps the rules, its cost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.cost import objective_terms
from csplanner.domain.plan import Meta, Plan
from csplanner.domain.rules import broken

if TYPE_CHECKING:
    from collections.abc import Collection

    from csplanner.domain.plan import Entry
    from csplanner.services.build_plan import PlanProposal

_NAMED = 3


def entries_of_part(proposal: PlanProposal, only: Collection[str]) -> dict[str, Entry]:
    """Return what would be dated if only the changes of some touches were taken, by touch."""
    entries: dict[str, Entry] = {e.touch: e for e in proposal.problem.scenario.locked}
    for change in proposal.changes:
        taken = change.kind == "kept" or change.touch in only
        entry = change.after if taken else change.before
        if entry is not None:
            entries[change.touch] = entry
    return entries


def check_part(proposal: PlanProposal, only: Collection[str]) -> None:
    """Raise UserMistake naming the hard rules that a part of a plan would break."""
    entries = entries_of_part(proposal, only)
    plan = Plan(instance=proposal.result.plan.instance, scheduled=tuple(entries.values()))
    faults = [
        breach
        for breach in broken(proposal.problem.scenario, plan)
        if breach.rule not in {"listed", "reason"} and not breach.fixed
    ]
    if faults:
        details = sorted({fault.detail for fault in faults})
        told = "; ".join(details[:_NAMED])
        if len(details) > _NAMED:
            told += f"; and {len(details) - _NAMED} more"
        raise UserMistake(
            f"This part of the plan breaks a rule: {told}.",
            "Tick the touches that belong together.",
        )


def plan_of_part(proposal: PlanProposal, only: Collection[str] | None) -> Plan:
    """Return the plan that is accepted, with the cost of its own and the gap of that to the bound.

    The bound of the whole holds for every plan of the year, so for a part of it, too.
    """
    whole = proposal.result.plan
    changed = {change.touch for change in proposal.changes if change.kind != "kept"}
    if only is None or changed <= set(only):
        return whole
    from csplanner.planning.planner import bounded
    from csplanner.planning.settle import plain

    scheduled = tuple(entries_of_part(proposal, only).values())
    plan = replace(whole, scheduled=scheduled, unscheduled=())
    terms = objective_terms(proposal.problem.scenario, plan)
    meta = Meta(
        objective=plain(sum(terms.values())),  # type: ignore[arg-type]
        terms={name: plain(value) for name, value in terms.items()},
        seed=whole.meta.seed,
        effort=whole.meta.effort,
    )
    return bounded(replace(plan, meta=meta), whole.meta.bound)
