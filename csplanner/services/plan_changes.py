"""What a new plan changes on the calendar, touch by touch, each with its reason in a line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from csplanner.domain.demand import touches_of
from csplanner.domain.engagement import State
from csplanner.domain.records import Engagement
from csplanner.domain.rules import Ledger, breaches_in
from csplanner.services.words import in_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from csplanner.domain.demand import Touch
    from csplanner.domain.plan import Entry, Plan, Unscheduled
    from csplanner.services.problem import Problem
    from csplanner.services.workspace import Reader

Kind = Literal["added", "moved", "removed", "kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchChange:
    """One touch before and after; `before` and `after` are entries of the planner, or None."""

    kind: Kind
    touch: str
    account_id: str
    account_name: str
    rule: str
    type: str
    before: Entry | None
    after: Entry | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotPlace:
    """A touch without a date; the sentences are the planner's."""

    touch: str
    account_id: str
    account_name: str
    rule: str
    type: str
    first: str
    last: str
    reason: str
    detail: str
    relax: str | None = None


def type_of(problem: Problem, rule_id: str) -> str:
    """Return the type of engagement that a rule asks for."""
    rule = problem.policy.policy.rule(rule_id)
    return rule.type if rule else "other"


def changes_of(problem: Problem, plan: Plan, missed: Collection[str]) -> tuple[TouchChange, ...]:
    """Return every touch of the old and the new plan, changed or kept, by date of the new one."""
    before: dict[str, Entry] = {entry.touch: entry for entry in problem.scenario.baseline}
    fixed = {entry.touch for entry in problem.scenario.locked}
    after = {entry.touch: entry for entry in plan.scheduled}
    ledger = Ledger(problem.scenario, plan.scheduled)
    found: list[TouchChange] = []
    for touch, entry in after.items():
        old = before.get(touch)
        if touch in fixed:
            found.append(_change(problem, "kept", touch, (entry, entry)))
        elif old is None:
            reason = "Makes up a missed one" if touch in missed else "Asked for by the policy"
            found.append(_change(problem, "added", touch, (None, entry), reason))
        elif old.date == entry.date and set(old.participants) == set(entry.participants):
            found.append(_change(problem, "kept", touch, (old, entry)))
        else:
            reason = _why_moved(problem, ledger, old, entry)
            found.append(_change(problem, "moved", touch, (old, entry), reason))
    found.extend(_removed(problem, plan, before))
    return tuple(found)


def _removed(problem: Problem, plan: Plan, before: Mapping[str, Entry]) -> Iterator[TouchChange]:
    after = {entry.touch for entry in plan.scheduled}
    reasons: dict[str, str] = {item.touch: item.detail for item in plan.unscheduled}
    for touch, old in before.items():
        if touch not in after:
            reason = in_names(problem, reasons.get(touch, "No longer asked for"))
            yield _change(problem, "removed", touch, (old, None), reason)


def _change(
    problem: Problem,
    kind: Kind,
    touch: str,
    entries: tuple[Entry | None, Entry | None],
    reason: str = "",
) -> TouchChange:
    account = problem.accounts[problem.account_of(touch)]
    rule = problem.rule_of(touch)
    return TouchChange(
        kind=kind,
        touch=touch,
        account_id=account.id,
        account_name=account.name,
        rule=rule,
        type=type_of(problem, rule),
        before=entries[0],
        after=entries[1],
        reason=reason,
    )


def _why_moved(problem: Problem, ledger: Ledger, old: Entry, new: Entry) -> str:
    """Say which rule the old place would break now, by itself first, or what is cheaper."""
    broken = breaches_in(ledger, replace(old, start=None))
    if broken:
        told = in_names(problem, broken[0].detail)
        return told[0].upper() + told[1:]
    if set(old.participants) != set(new.participants) and old.date == new.date:
        return "Another executive joins"
    return "Costs less with the rest of the plan"


def cannot_place(
    problem: Problem, items: tuple[Unscheduled, ...], relax: Mapping[str, str | None]
) -> tuple[CannotPlace, ...]:
    """Return the touches without a date, with their windows."""
    touches: dict[str, Touch] = {touch.id: touch for touch in touches_of(problem.scenario)}
    found = []
    for item in items:
        account = problem.accounts[problem.account_of(item.touch)]
        rule = problem.rule_of(item.touch)
        touch = touches.get(item.touch)
        found.append(
            CannotPlace(
                touch=item.touch,
                account_id=account.id,
                account_name=account.name,
                rule=rule,
                type=type_of(problem, rule),
                first=touch.first.isoformat() if touch else "",
                last=touch.last.isoformat() if touch else "",
                reason=item.reason,
                detail=in_names(problem, item.detail),
                relax=in_names(problem, relax.get(item.touch) or "") or None,
            )
        )
    return tuple(found)


def missed_touches(reader: Reader) -> dict[str, Engagement]:
    """Return the missed engagements by the touch that they owed."""
    return {e.touch: e for e in reader.where(Engagement, state=State.MISSED) if e.touch}
