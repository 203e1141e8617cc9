"""Coverage of a year by tier, CSM or city: what was owed, planned and done, and every gap."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.demand import tier_of, touches_of
from csplanner.domain.engagement import Mode, State
from csplanner.domain.records import Engagement, PlanRun, TimeOff, UnplacedTouch
from csplanner.insight.coverage import (
    Attendance,
    OwedTouch,
    coverage_rows,
    person_loads,
    reach,
)
from csplanner.services.problem import problem_for
from csplanner.services.words import in_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from csplanner.domain.demand import Touch
    from csplanner.insight.coverage import (
        CoverageRow,
        PersonLoad,
    )
    from csplanner.services.problem import Problem
    from csplanner.services.workspace import Reader

GROUPINGS = ("tier", "owner", "city")
_WORKING_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A touch that is owed and neither done nor on the calendar, with its reason."""

    account: str
    account_name: str
    touch: str
    rule: str
    period: str
    reason: str
    detail: str
    relax: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person with the load of the year."""

    id: str
    name: str
    load: PersonLoad


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageReview:
    """All of it: rows by group and period, people, gaps; `listed` are accounts to look at."""

    year: int
    as_of: dt.date
    by: str
    rows: tuple[CoverageRow, ...]
    people: tuple[PersonRow, ...]
    gaps: tuple[Gap, ...]
    reach: float | None
    listed: tuple[tuple[str, str], ...]


def review_coverage(reader: Reader, year: int, as_of: dt.date, by: str = "tier") -> CoverageReview:
    """Return the coverage of a year as of a day, in rows by tier, owner or city."""
    if by not in GROUPINGS:
        raise UserMistake(f"Coverage by {by!r} is unknown.", f"Use one of {', '.join(GROUPINGS)}.")
    problem = problem_for(reader, year, as_of)
    engagements = _by_touch(reader, year)
    touches = tuple(t for t in touches_of(problem.scenario) if problem.is_owed(t.id))
    group_of = _grouping(problem, by)
    owed = [_owed(problem, t, engagements.get(t.id), group_of(t.account), as_of) for t in touches]
    return CoverageReview(
        year=year,
        as_of=as_of,
        by=by,
        rows=coverage_rows(owed, _groups(problem, by, owed), year, as_of),
        people=_people(reader, problem, year),
        gaps=tuple(_gaps(reader, problem, touches, owed)),
        reach=_reach(problem, owed),
        listed=problem.listed,
    )


def _by_touch(reader: Reader, year: int) -> dict[str, Engagement]:
    """Return the engagement that counts for each touch: a live one before a missed one."""
    found: dict[str, Engagement] = {}
    for item in sorted(reader.all(Engagement), key=lambda e: (e.date, e.id)):
        known = found.get(item.touch)
        if item.touch and item.date.year == year and (known is None or _dead(known)):
            found[item.touch] = item
    return found


def _dead(engagement: Engagement) -> bool:
    return engagement.state in {State.MISSED, State.WAIVED}


def _grouping(problem: Problem, by: str) -> Callable[[str], str]:
    scenario_accounts = {account.id: account for account in problem.scenario.accounts}

    def tier(account: str) -> str:
        band = tier_of(problem.scenario.policy, scenario_accounts[account])
        return band.id if band else ""

    def owner(account: str) -> str:
        person = problem.people.get(scenario_accounts[account].owner)
        return person.name if person else "nobody"

    def city(account: str) -> str:
        place = problem.account_places.get(account)
        return place.name if place else "remote only"

    return {"tier": tier, "owner": owner, "city": city}[by]


def _groups(problem: Problem, by: str, owed: list[OwedTouch]) -> list[str]:
    if by == "tier":
        return [band.id for band in problem.policy.policy.bands]
    return sorted({touch.group for touch in owed})


def _owed(
    problem: Problem, touch: Touch, item: Engagement | None, group: str, as_of: dt.date
) -> OwedTouch:
    waived = touch.id in problem.scenario.waived
    return OwedTouch(
        touch=touch.id,
        group=group,
        first=touch.first,
        last=touch.last,
        placed=item.date if item else None,
        state="waived" if waived else _state(item, as_of),
    )


def _state(item: Engagement | None, as_of: dt.date) -> str:
    if item is None:
        return "open"
    if item.state in {State.PLANNED, State.AGREED}:
        return "scheduled" if item.date >= as_of else "unconfirmed"
    return item.state.value


def _people(reader: Reader, problem: Problem, year: int) -> tuple[PersonRow, ...]:
    capacity: dict[str, float] = {
        person.id: _hours(reader, problem, key, year) for key, person in problem.people.items()
    }
    names: dict[str, str] = {person.id: person.name for person in problem.people.values()}
    loads = person_loads(_attendances(reader, problem, year), capacity)
    return tuple(PersonRow(id=x.person, name=names[x.person], load=x) for x in loads)


def _hours(reader: Reader, problem: Problem, key: str, year: int) -> float:
    """Return the hours of a year: weekly hours over the working days without leave and holiday."""
    planned = next(p for p in problem.scenario.people if p.id == key)
    holidays = problem.scenario.holidays.get(planned.country or "", frozenset())
    off = holidays | problem.scenario.closed | _leave(reader, problem.people[key].id)
    start = dt.date(year, 1, 1)
    days = (start + dt.timedelta(days=n) for n in range(366))
    working = sum(
        1 for d in days if d.year == year and d.weekday() < _WORKING_DAYS and d not in off
    )
    return planned.cap.minutes_per_week / 60 * working / _WORKING_DAYS


def _leave(reader: Reader, person_id: str) -> set[dt.date]:
    return {
        off.start + dt.timedelta(days=n)
        for off in reader.where(TimeOff, person_id=person_id)
        for n in range((off.end - off.start).days + 1)
    }


def _attendances(reader: Reader, problem: Problem, year: int) -> Iterator[Attendance]:
    homes = {problem.people[key].id: place.name for key, place in problem.home_places.items()}
    for item in reader.all(Engagement):
        if item.date.year != year or item.state in {State.MISSED, State.WAIVED}:
            continue
        rule = problem.policy.policy.rule(item.rule)
        minutes = item.minutes + (rule.prepare_minutes if rule else 0)
        onsite = item.mode is Mode.ONSITE
        for person in item.participants:
            away = onsite and item.city != homes.get(person)
            yield Attendance(
                person=person, date=item.date, minutes=minutes, onsite=onsite, away=away
            )


def _gaps(
    reader: Reader, problem: Problem, touches: tuple[Touch, ...], owed: list[OwedTouch]
) -> Iterator[Gap]:
    reasons = _reasons(reader, problem.year)
    for touch, state in zip(touches, owed, strict=True):
        if state.state not in {"open", "missed"}:
            continue
        account = problem.accounts[touch.account]
        item = reasons.get(touch.id)
        reason, detail = ("MISSED", "It was not held.") if state.state == "missed" else ("OPEN", "")
        if item is not None and state.state == "open":
            reason, detail = item.reason, in_names(problem, item.detail)
        yield Gap(
            account=touch.account,
            account_name=account.name,
            touch=touch.id,
            rule=touch.rule or problem.rule_of(touch.id),
            period=touch.period,
            reason=reason,
            detail=detail or "Not planned yet: run the plan.",
            relax=(item.relax or None) if item else None,
        )


def _reasons(reader: Reader, year: int) -> Mapping[str, UnplacedTouch]:
    runs = [run for run in reader.where(PlanRun, year=year) if run.state.value == "accepted"]
    if not runs:
        return {}
    newest = max(runs, key=lambda run: run.number)
    return {item.touch: item for item in reader.where(UnplacedTouch, plan_run_id=newest.id)}


def _reach(problem: Problem, owed: list[OwedTouch]) -> float | None:
    touched = {
        problem.account_of(touch.touch)
        for touch in owed
        if touch.state in {"done", "scheduled", "unconfirmed"}
    }
    return reach(problem.accounts, touched)
