"""Why a touch has its date, what was ruled out, the next best dates; or why it has none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.demand import touches_of
from csplanner.domain.plan import Plan, TouchId, Unscheduled
from csplanner.domain.records import Engagement, PlanRun, UnplacedTouch, Waiver
from csplanner.services.date_context import context_of
from csplanner.services.problem import problem_for
from csplanner.services.problem_touches import touch_year
from csplanner.services.words import in_names

if TYPE_CHECKING:
    import datetime as dt

    from csplanner.domain.plan import Explanation
    from csplanner.services.build_plan import PlanProposal
    from csplanner.services.problem import Problem
    from csplanner.services.workspace import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledOut:
    """A week that cannot be, by its Monday, and the rule that forbids it."""

    week: dt.date
    rule: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextBest:
    """Another possible date with its extra cost in points, in all and by term."""

    date: dt.date
    extra: float
    terms: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExplained:
    """The answer to 'why this date?' in the words of the portfolio; `reason` for why none."""

    touch: str
    date: dt.date | None
    because: tuple[str, ...]
    ruled_out: tuple[RuledOut, ...]
    next_best: tuple[NextBest, ...]
    relax: str | None
    reason: str = ""


def explain(reader: Reader, touch: str, today: dt.date) -> DateExplained:
    """Explain a touch of a year's plan, as the calendar stands."""
    year = touch_year(touch) or _year_of(reader, touch) or today.year
    return explain_in(reader, problem_for(reader, year, today), touch)


def explain_in(reader: Reader, problem: Problem, touch: str) -> DateExplained:
    """Explain a touch of a problem that is at hand."""
    from csplanner.planning import explain as planner_explain

    asked = {t.id for t in touches_of(problem.scenario)}
    if touch not in asked:
        raise UserMistake(
            f"The year {problem.year} has no touch {touch!r}.",
            "List touch ids with: csplanner plan YEAR --dry-run --json.",
        )
    waived = [w for w in reader.where(Waiver, touch=touch) if w.holds(problem.today)]
    if waived:
        said = f"It was waived on {waived[-1].decided_on}: {waived[-1].reason}"
        return DateExplained(
            touch=touch,
            date=None,
            because=(said,),
            ruled_out=(),
            next_best=(),
            relax="withdraw the waiver",
            reason="WAIVED",
        )
    found = planner_explain(problem.scenario, plan_on_calendar(reader, problem), TouchId(touch))
    told = _told(problem, found)
    more = tuple(context_of(reader, problem, touch, told.date))
    return replace(told, because=(*told.because, *more))


def explain_proposed(proposal: PlanProposal, touch: str) -> DateExplained:
    """Explain a touch in a plan that nobody has accepted yet."""
    from csplanner.planning import explain as planner_explain

    problem = proposal.problem
    return _told(problem, planner_explain(problem.scenario, proposal.result.plan, TouchId(touch)))


def plan_on_calendar(reader: Reader, problem: Problem) -> Plan:
    """Return the plan as the calendar holds it: what is dated, what is known to have no date."""
    dated = (*problem.scenario.locked, *problem.scenario.baseline)
    placed = {entry.touch for entry in dated}
    known = _known_reasons(reader, problem.year)
    missing = [t.id for t in touches_of(problem.scenario) if t.id not in placed]
    listed = tuple(known[touch] for touch in missing if touch in known)
    return Plan(instance=problem.scenario.name, scheduled=dated, unscheduled=listed)


def _known_reasons(reader: Reader, year: int) -> dict[str, Unscheduled]:
    runs = [run for run in reader.where(PlanRun, year=year) if run.state.value == "accepted"]
    if not runs:
        return {}
    newest = max(runs, key=lambda run: run.number)
    return {
        item.touch: Unscheduled(
            touch=TouchId(item.touch),
            reason=item.reason,  # type: ignore[arg-type]
            detail=item.detail,
        )
        for item in reader.where(UnplacedTouch, plan_run_id=newest.id)
    }


def _year_of(reader: Reader, touch: str) -> int | None:
    """Return the year that a touch is or could not be dated in."""
    found = reader.where(Engagement, touch=touch)
    if found:
        return found[0].date.year
    runs = {run.id: run for run in reader.all(PlanRun)}
    left_out = [runs[item.plan_run_id] for item in reader.where(UnplacedTouch, touch=touch)]
    return max(left_out, key=lambda run: run.number).year if left_out else None


def _told(problem: Problem, found: Explanation) -> DateExplained:
    return DateExplained(
        touch=found.touch,
        date=found.date,
        because=tuple(in_names(problem, line) for line in found.because),
        ruled_out=tuple(
            RuledOut(week=w.week, rule=w.rule, detail=in_names(problem, w.detail))
            for w in found.ruled_out
        ),
        next_best=tuple(
            NextBest(date=n.date, extra=n.total, terms=dict(n.extra)) for n in found.next_best
        ),
        relax=None if found.relax is None else in_names(problem, found.relax),
        reason=found.reason,
    )
