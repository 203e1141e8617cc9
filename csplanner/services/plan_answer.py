"""What `plan` and `explain` answer to scripts, key by key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplanner.domain.demand import touches_of
from csplanner.services.infeasible import infeasible_json

if TYPE_CHECKING:
    from csplanner.services.build_plan import PlanProposal
    from csplanner.services.explain_date import DateExplained


def plan_json(proposal: PlanProposal, seconds: float, *, adopted: bool) -> dict[str, Any]:
    """Return the answer of `plan`; `seconds` and `kernel` stand in no file."""
    result = proposal.result
    owed = proposal.problem.is_owed
    meta = result.plan.meta
    return {
        "year": proposal.year,
        "demand": sum(owed(t.id) for t in touches_of(proposal.problem.scenario)),
        "scheduled": sum(owed(entry.touch) for entry in result.plan.scheduled),
        "unscheduled": [
            {
                "touch": item.touch,
                "account": proposal.problem.account_of(item.touch),
                "rule": item.rule,
                "reason": item.reason,
                "detail": item.detail,
                "relax": item.relax,
            }
            for item in proposal.unplaced
        ],
        "objective": {"total": meta.objective, "terms": dict(meta.terms)},
        "bound": meta.bound,
        "gap": meta.gap,
        "seconds": round(seconds, 3),
        "trips": result.trips,
        "seed": proposal.seed,
        "kernel": result.kernel,
        "changes": proposal.counts,
        "diff": _diff(proposal),
        "infeasible": infeasible_json(proposal.infeasible),
        "hours": [
            {"touch": touch, "detail": detail} for touch, detail in sorted(result.hourless.items())
        ],
        "adopted": adopted,
    }


def _diff(proposal: PlanProposal) -> list[dict[str, Any]]:
    """Return what a plan around an older one changes, each with its reason; () for a first one."""
    if not proposal.problem.scenario.baseline:
        return []
    return [
        {
            "touch": change.touch,
            "kind": change.kind,
            "from": change.before.date if change.before else None,
            "to": change.after.date if change.after else None,
            "participants": list(change.after.participants) if change.after else [],
            "reason": change.reason,
        }
        for change in proposal.changes
        if change.kind != "kept"
    ]


def touch_rows(proposal: PlanProposal) -> list[dict[str, Any]]:
    """Return every touch that the policy asks for, with the rule, the band, and its date if any."""
    placed = {entry.touch: entry for entry in proposal.result.plan.scheduled}
    rows = []
    for touch in touches_of(proposal.problem.scenario):
        if not proposal.problem.is_owed(touch.id):
            continue
        entry = placed.get(touch.id)
        rows.append(
            {
                "touch": touch.id,
                "account": touch.account,
                "rule": touch.rule or proposal.problem.rule_of(touch.id),
                "band": touch.band,
                "from": touch.first,
                "to": touch.last,
                "date": entry.date if entry else None,
                "start": entry.start if entry else None,
                "participants": list(entry.participants) if entry else [],
            }
        )
    return rows


def explain_json(found: DateExplained) -> dict[str, Any]:
    """Return the answer of `explain`."""
    return {
        "touch": found.touch,
        "date": found.date,
        "because": list(found.because),
        "ruled_out": [
            {"week": f"{w.week:%G-W%V}", "rule": w.rule, "detail": w.detail}
            for w in found.ruled_out
        ],
        "next_best": [
            {"date": n.date, "extra": n.extra, "terms": n.terms} for n in found.next_best
        ],
        "relax": found.relax,
    }
