"""Why a touch has no date in a plan: the reasons that hold with the rest of the plan as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.domain.demand import uncovered_cost_of
from csplanner.domain.plan import Unscheduled
from csplanner.domain.reasons import ceo_is_used_up, is_past, possible_days
from csplanner.planning.obstacles import Limits, why_no_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplanner.domain.demand import Touch
    from csplanner.domain.ledger import Ledger
    from csplanner.planning.options import Place

OPEN = "OPEN"
"""The word for a touch that would find a place if the year were planned again."""


def never(ledger: Ledger, touch: Touch) -> Unscheduled | None:
    """Say why the touch could have no date even if it were alone: waived, past, no day; or None."""
    if touch.id in ledger.scenario.waived:
        return Unscheduled(touch=touch.id, reason="WAIVED", detail="waived")
    if is_past(ledger, touch):
        detail = f"its window ended on {touch.last}, before {ledger.scenario.not_before}"
        return Unscheduled(touch=touch.id, reason="PAST", detail=detail)
    if not any(True for _ in possible_days(ledger, touch)):
        detail = why_no_date(ledger, touch)
        return Unscheduled(touch=touch.id, reason="NO_DATE", detail=detail)
    return None


def crowded_out(limits: Limits, touch: Touch) -> Unscheduled:
    """Say which limits leave no place to a touch that has possible days."""
    ledger = limits.ledger
    if ceo_is_used_up(ledger, touch):
        limit = ledger.people[ledger.ceo or ""].cap.visits_per_year
        detail = f"all {limit} visits of {ledger.ceo} in {ledger.scenario.year} are used up"
        return Unscheduled(touch=touch.id, reason="CEO_CAP", detail=detail)
    return Unscheduled(touch=touch.id, reason="CAPACITY", detail=limits.against(touch))


def why_unplaced(ledger: Ledger, touch: Touch, allowed: Sequence[Place]) -> tuple[str, str]:
    """Say why the touch has no date as (reason, detail), given its places that break no rule.

    The places come cheapest first; the ledger must not hold the touch. A touch whose cheapest place
    is worth taking is `OPEN`: something moved since it was left out.
    """
    found = never(ledger, touch)
    if found is None and not allowed:
        found = crowded_out(Limits(ledger), touch)
    if found is not None:
        return found.reason, found.detail
    best = allowed[0]
    worth = uncovered_cost_of(ledger.scenario.policy, ledger.accounts[touch.account])
    cost = f"placing it on {best.entry.date} would cost {float(best.points):,.0f} points"
    told = f"{cost}; leaving it out costs {worth:,.0f}"
    if best.points >= worth:
        return "PRIORITY", told
    return OPEN, f"there is room now: {told}. Planning the year again places it"
