"""What a page shows about one touch: why its date, what each week would do to it, who was free.

Reads a snapshot and writes nothing, so that it may run on any thread.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.base.errors import CsplannerError
from csplanner.domain.engagement import State
from csplanner.domain.ledger import Ledger
from csplanner.domain.marginal import Prices
from csplanner.domain.plan import Entry, TouchId
from csplanner.domain.records import Engagement, TimeOff
from csplanner.domain.rules import breaches_in
from csplanner.services.availability import public_holidays
from csplanner.services.explain_date import explain_in
from csplanner.services.problem import problem_for
from csplanner.services.problem_touches import touch_year
from csplanner.services.words import in_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csplanner.base.job import Job
    from csplanner.domain.records import Person
    from csplanner.services.explain_date import DateExplained
    from csplanner.services.problem import Problem
    from csplanner.services.workspace import Reader

FULL_DAY_MINUTES = 480
WORKING_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekVerdict:
    """What a week would do to a touch: the best day in it and its extra points, or what forbids it.

    `day` is None where every day of the week breaks a hard rule; `rule` and `detail` then say the
    one of the touch's own weekday.
    """

    day: dt.date | None
    extra: float = 0.0
    rule: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeDays:
    """Monday to Friday of one person: the share of the day that is taken, None for a day away."""

    name: str
    taken: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchInsight:
    """All that the inspector says about an engagement beside the record itself.

    `explained` is None where the planner knows nothing of it, `weeks` are by ISO week number.
    """

    engagement: Engagement
    explained: DateExplained | None
    weeks: Mapping[int, WeekVerdict]
    free: tuple[FreeDays, ...]
    problem: Problem


def touch_insight(
    reader: Reader, engagement_id: str, today: dt.date, *, problem: Problem | None, job: Job
) -> TouchInsight | None:
    """Explain an engagement; a problem of its year that is still true saves reading it again."""
    engagement = reader.get(Engagement, engagement_id)
    if engagement is None:
        return None
    year = touch_year(engagement.touch) or engagement.date.year
    if problem is None or problem.year != year:
        problem = problem_for(reader, year, today)
    job.check()
    explained = None
    if engagement.touch and engagement.state in {State.PLANNED, State.AGREED}:
        try:
            explained = explain_in(reader, problem, engagement.touch)
        except CsplannerError:
            explained = None  # A touch that the policy of today does not ask for any more.
    job.check()
    return TouchInsight(
        engagement=engagement,
        explained=explained,
        weeks=week_verdicts(problem, engagement),
        free=free_days(reader, engagement, problem.people.values()),
        problem=problem,
    )


def week_verdicts(problem: Problem, engagement: Engagement) -> dict[int, WeekVerdict]:
    """Return what each week of the year would do to an engagement of the plan, by ISO week."""
    scenario = problem.scenario
    touch = TouchId(engagement.touch)
    keys = {person.id: key for key, person in problem.people.items()}
    people = tuple(keys[p] for p in engagement.participants if p in keys)
    free = replace(scenario, locked=tuple(e for e in scenario.locked if e.touch != touch))
    others = [e for e in (*scenario.locked, *scenario.baseline) if e.touch != touch]
    ledger = Ledger(free, others)
    if touch not in ledger.touches:
        return {}
    prices = Prices(ledger)

    def price(day: dt.date) -> float:
        entry = Entry(touch=touch, date=day, participants=people)
        return float(sum(prices.of(entry).values()))

    now = price(engagement.date)
    found = {}
    for week, days in weeks_of(problem.year):
        own = days[min(engagement.date.weekday(), WORKING_DAYS - 1)]
        broken = {
            day: breaches_in(ledger, Entry(touch=touch, date=day, participants=people))
            for day in days
        }
        allowed = [day for day in days if not broken[day]]
        if allowed:
            best = min(allowed, key=lambda day: (price(day), abs((day - own).days)))
            found[week] = WeekVerdict(day=best, extra=price(best) - now)
        else:
            first = broken[own][0]
            detail = in_names(problem, first.detail)
            found[week] = WeekVerdict(day=None, rule=first.rule, detail=detail)
    return found


def weeks_of(year: int) -> list[tuple[int, list[dt.date]]]:
    """Return ISO week numbers with the working days that lie in the calendar year."""
    monday = dt.date.fromisocalendar(year, 1, 1)
    found = []
    while monday.isocalendar().year == year:
        days = [monday + dt.timedelta(days=n) for n in range(WORKING_DAYS)]
        found.append((monday.isocalendar().week, days))
        monday += dt.timedelta(weeks=1)
    return found


def free_days(
    reader: Reader, engagement: Engagement, people: Iterable[Person]
) -> tuple[FreeDays, ...]:
    """Return how the week of an engagement looks for each of ours who takes part in it."""
    known: dict[str, Person] = {person.id: person for person in people}
    monday = engagement.date - dt.timedelta(days=engagement.date.weekday())
    days = [monday + dt.timedelta(days=n) for n in range(WORKING_DAYS)]
    taken = _taken(reader, engagement, days)
    found = []
    for who in engagement.participants:
        person = known.get(who)
        if person is None:
            continue
        away = _away(reader, person, days)
        shares = tuple(
            None if day in away else min(1.0, taken.get((who, day), 0) / FULL_DAY_MINUTES)
            for day in days
        )
        name = person.title if person.role.value in {"EXEC", "CEO"} else person.name
        found.append(FreeDays(name=name or person.name, taken=shares))
    return tuple(found)


def _taken(
    reader: Reader, engagement: Engagement, days: list[dt.date]
) -> dict[tuple[str, dt.date], int]:
    found: dict[tuple[str, dt.date], int] = {}
    for day in days:
        for other in reader.where(Engagement, date=day):
            if other.id == engagement.id or other.state in {State.WAIVED, State.MISSED}:
                continue
            for who in other.participants:
                found[who, day] = found.get((who, day), 0) + other.minutes
    return found


def _away(reader: Reader, person: Person, days: list[dt.date]) -> set[dt.date]:
    away = {
        day
        for row in reader.where(TimeOff, person_id=person.id)
        for day in days
        if row.start <= day <= row.end
    }
    holidays = public_holidays(person.country, days[0].year) if person.country else frozenset()
    return away | {day for day in days if day in holidays}
