"""A proposed plan as it is reviewed: its changes as rows, its figures beside the calendar's.

Pure on top of a proposal; nothing is read or written. Figures may be asked for any part of it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.cost import trip_costs
from csplanner.domain.demand import touches_of
from csplanner.domain.ledger import Ledger
from csplanner.domain.plan_days import monday_of
from csplanner.services.part_of_plan import check_part, entries_of_part, plan_of_part
from csplanner.services.run_figures import travel_cost
from csplanner.services.words import in_names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from csplanner.domain.demand import Touch
    from csplanner.domain.plan import Entry
    from csplanner.services.build_plan import PlanProposal
    from csplanner.services.plan_changes import CannotPlace, TouchChange
    from csplanner.services.problem import Problem

ADDED, MOVED, REMOVED, UNPLACED = "added", "moved", "removed", "unplaced"
GROUPS = (ADDED, MOVED, REMOVED, UNPLACED)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReviewRow:
    """One change of a plan; people are names. `first` and `last` bound what has no date.

    `hours` is what the change asks more of the account's CSM.
    """

    group: str
    touch: str
    account_id: str
    account: str
    owner: str
    type: str
    before: dt.date | None = None
    after: dt.date | None = None
    people_before: tuple[str, ...] = ()
    people_after: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    reason: str = ""
    relax: str = ""
    hours: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFigures:
    """A plan in a few numbers; `travel` is money in the base currency.

    `peaks` is the busiest week's hours of each CSM, by name.
    """

    placed: int
    demand: int
    trips: int
    travel: float
    peaks: Mapping[str, float]

    @property
    def unplaced(self) -> int:
        """How many touches have no date."""
        return self.demand - self.placed

    @property
    def coverage(self) -> float:
        """The share of touches that have a date."""
        return self.placed / self.demand if self.demand else 1.0

    @property
    def peak(self) -> float:
        """The busiest week of any CSM, in hours."""
        return max(self.peaks.values(), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfPlan:
    """What taking some of the changes gives; `broken` names the hard rule that forbids it.

    `gap` is to the proven bound of the whole, which holds for any part; None without one.
    """

    figures: PlanFigures
    broken: str = ""
    gap: float | None = None


def review_rows(proposal: PlanProposal) -> tuple[ReviewRow, ...]:
    """Return the changes of a proposal, group by group, each by date."""
    problem = proposal.problem
    touches: dict[str, Touch] = {touch.id: touch for touch in touches_of(problem.scenario)}
    rows = [
        _row(problem, change, touches.get(change.touch))
        for change in proposal.changes
        if change.kind != "kept"
    ]
    rows += [_unplaced(problem, item) for item in proposal.unplaced]
    start = dt.date(proposal.year, 1, 1)
    rows.sort(key=lambda row: (GROUPS.index(row.group), row.after or row.before or start))
    return tuple(rows)


def _row(problem: Problem, change: TouchChange, touch: Touch | None) -> ReviewRow:
    hours = touch.minutes / 60 if touch is not None else 0.0
    return ReviewRow(
        group=change.kind,
        touch=change.touch,
        account_id=change.account_id,
        account=change.account_name,
        owner=_owner(problem, change.touch),
        type=change.type,
        before=change.before.date if change.before else None,
        after=change.after.date if change.after else None,
        people_before=_names(problem, change.before),
        people_after=_names(problem, change.after),
        reason=change.reason,
        hours={ADDED: hours, REMOVED: -hours}.get(change.kind, 0.0),
    )


def _unplaced(problem: Problem, item: CannotPlace) -> ReviewRow:
    return ReviewRow(
        group=UNPLACED,
        touch=item.touch,
        account_id=item.account_id,
        account=item.account_name,
        owner=_owner(problem, item.touch),
        type=item.type,
        first=dt.date.fromisoformat(item.first) if item.first else None,
        last=dt.date.fromisoformat(item.last) if item.last else None,
        reason=item.detail,
        relax=item.relax or "",
    )


def _owner(problem: Problem, touch: str) -> str:
    owner = problem.accounts[problem.account_of(touch)].owner_id
    return next((p.name for p in problem.people.values() if p.id == owner), "")


def _names(problem: Problem, entry: Entry | None) -> tuple[str, ...]:
    people = [problem.people[key] for key in (entry.participants if entry else ())]
    return tuple(p.title if p.role.value in {"EXEC", "CEO"} and p.title else p.name for p in people)


def figures_before(proposal: PlanProposal) -> PlanFigures:
    """Return the figures of the calendar as it stands."""
    scenario = proposal.problem.scenario
    return _figures(proposal, {e.touch: e for e in (*scenario.baseline, *scenario.locked)})


def part_of_plan(proposal: PlanProposal, only: Collection[str]) -> PartOfPlan:
    """Return what the plan would be if only some of its changes were taken."""
    entries = entries_of_part(proposal, only)
    broken = ""
    changed = {change.touch for change in proposal.changes if change.kind != "kept"}
    if not changed <= set(only):
        try:
            check_part(proposal, only)
        except UserMistake as mistake:
            broken = in_names(proposal.problem, mistake.message)
    gap = plan_of_part(proposal, only).meta.gap
    return PartOfPlan(figures=_figures(proposal, entries), broken=broken, gap=gap)


def _figures(proposal: PlanProposal, entries: Mapping[str, Entry]) -> PlanFigures:
    ledger = Ledger(proposal.problem.scenario, entries.values())
    trips = trip_costs(ledger)
    return PlanFigures(
        placed=len(ledger.entries),
        demand=len(ledger.touches),
        trips=len({(monday, metro) for _, monday, metro in trips}),
        travel=float(travel_cost(proposal.problem, ledger, proposal.rates)),
        peaks=_peaks(proposal.problem, ledger),
    )


def _peaks(problem: Problem, ledger: Ledger) -> dict[str, float]:
    found = {}
    for key, person in problem.people.items():
        if person.role.value != "CSM":
            continue
        weeks: dict[dt.date, int] = defaultdict(int)
        for entry in ledger.by_person[key].values():
            weeks[monday_of(entry.date)] += ledger.touches[entry.touch].minutes
        found[person.name] = max(weeks.values(), default=0) / 60
    return found


def around(
    proposal: PlanProposal, row: ReviewRow, weeks: int = 9
) -> tuple[tuple[int, int, int], ...]:
    """Return (ISO week, visits before, visits after) of the row's CSM round a change."""
    day = row.after or row.before or row.first or dt.date(proposal.year, 1, 1)
    start = monday_of(day) - dt.timedelta(weeks=weeks // 2)
    mondays = [start + dt.timedelta(weeks=n) for n in range(weeks)]
    owned = {key for key in proposal.problem.accounts if _owner_of(proposal, key) == row.owner}
    counts = {monday: [0, 0] for monday in mondays}
    for change in proposal.changes:
        if proposal.problem.account_of(change.touch) in owned:
            for place, entry in enumerate((change.before, change.after)):
                if entry is not None and monday_of(entry.date) in counts:
                    counts[monday_of(entry.date)][place] += 1
    return tuple((m.isocalendar().week, counts[m][0], counts[m][1]) for m in mondays)


def _owner_of(proposal: PlanProposal, account: str) -> str:
    return _owner(proposal.problem, f"{account}::")
