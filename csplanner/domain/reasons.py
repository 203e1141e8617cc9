"""Whether the reason listed for a touch without a date is true.

Checked without trying to place the touch: what a limit leaves free is for the planner to try.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from csplanner.domain.attendance import unfilled_role
from csplanner.domain.plan_days import why_account_is_closed, why_person_is_away

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from csplanner.domain.demand import Touch
    from csplanner.domain.ledger import Ledger
    from csplanner.domain.plan import Plan, Unscheduled


def untrue_reasons(ledger: Ledger, plan: Plan) -> Iterator[tuple[Unscheduled, str]]:
    """Find the listed touches whose reason does not hold, with what is the case instead."""
    for item in plan.unscheduled:
        touch = ledger.touches.get(item.touch)
        if touch is not None:
            truth = _contradiction(ledger, touch, item)
            if truth is not None:
                yield item, truth


def _contradiction(ledger: Ledger, touch: Touch, item: Unscheduled) -> str | None:
    past = is_past(ledger, touch)
    if past != (item.reason == "PAST") and item.reason != "WAIVED":
        return "its window has ended" if past else "its window has not ended"
    if (item.reason == "WAIVED") != (touch.id in ledger.scenario.waived):
        return "it is waived" if item.reason != "WAIVED" else "it is not waived"
    if item.reason in {"PAST", "WAIVED"}:
        return None
    has_day = any(True for _ in possible_days(ledger, touch))
    if has_day == (item.reason == "NO_DATE"):
        return "it has a possible day" if has_day else "it has no possible day"
    if item.reason == "CEO_CAP" and not ceo_is_used_up(ledger, touch):
        return "the CEO has visits left in the year"
    return None


def is_past(ledger: Ledger, touch: Touch) -> bool:
    """Tell whether the touch's window ends before the first day that may be planned."""
    start = ledger.scenario.not_before
    return start is not None and touch.last < start


def possible_days(ledger: Ledger, touch: Touch) -> Iterator[tuple[date, tuple[str, ...]]]:
    """Find (day, participants) that would do if the touch were alone in the year."""
    account = ledger.accounts[touch.account]
    if unfilled_role(touch, account, ledger.people, ledger.ceo) is not None:
        return
    sets = ledger.attendances(touch)
    start = ledger.scenario.not_before
    day = touch.first if start is None else max(touch.first, start)
    while day <= touch.last:
        if why_account_is_closed(ledger.scenario, account, day) is None:
            for people in sets:
                if all(
                    why_person_is_away(ledger.scenario, ledger.people[who], day) is None
                    for who in people
                ):
                    yield day, people
        day += timedelta(days=1)


def ceo_is_used_up(ledger: Ledger, touch: Touch) -> bool:
    """Tell whether the touch is a CEO visit and the CEO's visits of the year are all taken."""
    if ledger.ceo is None or "CEO" not in touch.roles or touch.mode != "onsite":
        return False
    limit = ledger.people[ledger.ceo].cap.visits_per_year
    visits = sum(ledger.is_onsite(entry) for entry in ledger.by_person[ledger.ceo].values())
    return limit is not None and visits >= limit
