"""What a page shows about a touch without a date: what it is, why, and what would place it.

Reads a snapshot and writes nothing, so that it may run on any thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import CsplannerError
from csplanner.domain.demand import touches_of
from csplanner.services.explain_date import explain_in, explain_proposed
from csplanner.services.plan_changes import type_of
from csplanner.services.problem import problem_for
from csplanner.services.problem_touches import touch_year

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.base.job import Job
    from csplanner.services.build_plan import PlanProposal
    from csplanner.services.explain_date import DateExplained
    from csplanner.services.problem import Problem
    from csplanner.services.workspace import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class GapInsight:
    """A touch without a date; `type` is that of the engagement it would be.

    `first` and `last` bound its window. `explained` has a date where it found one meanwhile.
    """

    touch: str
    account_id: str
    account: str
    owner: str
    type: str
    first: dt.date
    last: dt.date
    explained: DateExplained
    problem: Problem


def gap_insight(
    reader: Reader, touch: str, today: dt.date, *, problem: Problem | None, job: Job
) -> GapInsight:
    """Explain a touch that the calendar has no date for.

    A problem of its year that is still true saves reading it again. Raises UserMistake for a touch
    that the policy does not ask for any more.
    """
    year = touch_year(touch) or today.year
    if problem is None or problem.year != year:
        problem = problem_for(reader, year, today)
    job.check()
    return _insight(problem, touch, explain_in(reader, problem, touch))


def proposed_insight(proposal: PlanProposal, touch: str, job: Job) -> GapInsight:
    """Explain a touch that a proposed plan leaves without a date."""
    job.check()
    return _insight(proposal.problem, touch, explain_proposed(proposal, touch))


def _insight(problem: Problem, touch: str, explained: DateExplained) -> GapInsight:
    asked = next((each for each in touches_of(problem.scenario) if each.id == touch), None)
    account = problem.accounts.get(problem.account_of(touch))
    if asked is None or account is None:
        raise CsplannerError(f"The year {problem.year} has no touch {touch!r}.")
    owner = next((p.name for p in problem.people.values() if p.id == account.owner_id), "")
    return GapInsight(
        touch=touch,
        account_id=account.id,
        account=account.name,
        owner=owner,
        type=type_of(problem, asked.rule),
        first=asked.first,
        last=asked.last,
        explained=explained,
        problem=problem,
    )
