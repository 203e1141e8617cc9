"""Print the wall planner of a year: for all accounts, a CSM's, or those that a person visits."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from csplanner.domain.days import full_day
from csplanner.domain.records import Organisation
from csplanner.domain.team import Role, initials
from csplanner.drawing.grid_values import GridRow
from csplanner.drawing.marks import Health, Shape, State
from csplanner.services.availability import public_holidays
from csplanner.services.plan_facts import year_facts
from csplanner.services.plan_lanes import lanes, ruler
from csplanner.services.plan_rows import GridWords, HealthCell, RowMaker
from csplanner.services.plan_view import PlanFilter, account_marks, arranged
from csplanner.services.score import score_accounts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from csplanner.base.job import Job
    from csplanner.domain.records import Person
    from csplanner.drawing.grid_values import GridGroup, GridTrip, MoreRow
    from csplanner.reports.wall_planner import Figure, WallPlan
    from csplanner.services.plan_facts import AccountYear, YearFacts
    from csplanner.services.plan_view import PlanGroup
    from csplanner.services.workspace import Reader

_CHUNK = 200


def wall_pdf(
    reader: Reader, year: int, today: dt.date, size: str, owner: Person | None, job: Job
) -> tuple[bytes, int]:
    """Return the planner's bytes and its number of sheets."""
    from csplanner.reports.wall_planner import wall_planner

    job.step(0.02, "Reading the year")
    plan = wall_plan(reader, year, today, owner, job.part(0.02, 0.5))
    return wall_planner(plan, size, job.part(0.5, 1.0))


def wall_plan(
    reader: Reader, year: int, today: dt.date, owner: Person | None, job: Job
) -> WallPlan:
    """Return what the planner of a year shows."""
    from csplanner.reports.wall_planner import WallPlan
    from csplanner.reports.words import money

    owners = (owner.id,) if owner is not None and owner.role is Role.CSM else ()
    facts = year_facts(reader, year, today, owners)
    words = GridWords(
        money=partial(money, short=True),
        number=lambda n: f"{n:,}",
        day=full_day,
        initials=initials,
    )
    guest = owner if owner is not None and not owners else None
    rows = _Rows(reader, facts, RowMaker(facts=facts, words=words), guest)
    groups = arranged(facts, PlanFilter())
    items = tuple(rows.items(groups, job))
    ours = reader.all(Organisation)
    return WallPlan(
        title=f"{year} engagement calendar",
        sub=_sub(facts, groups, owner, ours[0].team or ours[0].name if ours else ""),
        figures=_figures(facts, items),
        year=year,
        today=today,
        items=items,
        ruler=ruler(facts, _holidays(facts)),
        lanes=lambda week, places: _lanes(facts, week, places),
        note=_note(facts),
        people=" · ".join(f"{initials(p.name)} {p.name}" for p in facts.loads),
        author=ours[0].name if ours else "",
    )


class _Rows:
    """Makes the rows of all groups, reading marks and health in runs of accounts."""

    def __init__(
        self, reader: Reader, facts: YearFacts, maker: RowMaker, guest: Person | None
    ) -> None:
        self._reader, self._facts, self._maker, self._guest = reader, facts, maker, guest

    def items(
        self, groups: Sequence[PlanGroup], job: Job
    ) -> Iterator[GridGroup | GridRow | MoreRow]:
        """Yield the items top to bottom; a group without rows of a guest is left out."""
        total = max(1, len(self._facts.accounts))
        done = 0
        for group in groups:
            rows: list[GridRow] = []
            for start in range(0, len(group.accounts), _CHUNK):
                chunk = group.accounts[start : start + _CHUNK]
                job.step(done / total, f"Rows of {group.name}")
                rows += self._rows(chunk)
                done += len(chunk)
            if rows or self._guest is None:
                yield self._maker.group(group)
                yield from rows
            if group.folded and self._guest is None:
                yield self._maker.more(group)

    def _rows(self, accounts: Sequence[AccountYear]) -> list[GridRow]:
        ids = [account.id for account in accounts]
        read = account_marks(self._reader, self._facts.year, ids)
        healths = self._healths(ids)
        rows = []
        for account in accounts:
            marks, closed = read[account.id]
            if self._guest is not None:
                marks = tuple(m for m in marks if self._guest.id in m.participants)
                if not marks:
                    continue
            rows.append(self._maker.row(account, marks, closed, healths.get(account.id)))
        return rows

    def _healths(self, ids: Sequence[str]) -> Mapping[str, HealthCell]:
        scores = score_accounts(self._reader, self._facts.today, ids)
        return {
            found.id: HealthCell(band=Health(found.health.band.value), score="")
            for found in scores
            if found.health.score is not None
        }


def _sub(facts: YearFacts, groups: Sequence[PlanGroup], owner: Person | None, team: str) -> str:
    named = sum(len(group.accounts) for group in groups)
    folded = sum(len(group.folded) for group in groups)
    parts = [owner.name if owner else team, f"{named:,} named accounts by tier"]
    if folded:
        parts[-1] += f", {folded:,} more on digital cadence"
    if owner is None:
        people = len(facts.loads)
        parts.append(f"{people} CSM" + ("" if people == 1 else "s"))
    return " · ".join(part for part in parts if part)


def _figures(
    facts: YearFacts, items: Sequence[GridGroup | GridRow | MoreRow]
) -> tuple[Figure, ...]:
    from csplanner.reports.wall_planner import Figure
    from csplanner.reports.words import money

    placed = sum(sum(account.counts[:4]) for account in facts.accounts)
    required = sum(sum(account.counts[4:8]) for account in facts.accounts)
    quarters = [0, 0, 0, 0]
    for trip in facts.trips:
        quarters[(trip.start.month - 1) // 3] += 1
    told = f"{', '.join(map(str, quarters[:3]))} and {quarters[3]}"
    marks = (mark for item in items if isinstance(item, GridRow) for mark in item.marks)
    visits = sum(m.shape is Shape.CEO_VISIT and m.state is not State.MISSED for m in marks)
    base = sum((account.arr_base or Decimal(0) for account in facts.accounts), Decimal(0))
    return (
        Figure(f"{placed:,} of {required:,}", "required engagements placed"),
        Figure(f"{len(facts.trips):,}", f"trips: {told} by quarter"),
        Figure(f"{visits:,}", "CEO visits"),
        Figure(money(base, facts.currency, short=True), "ARR covered"),
    )


def _lanes(facts: YearFacts, week: float, places: Mapping[str, int]) -> list[tuple[GridTrip, int]]:
    """Return the codes of the trips that visit a row of the sheet."""
    there = [trip for trip in facts.trips if any(key in places for key in trip.accounts)]
    return [(lane.trip, lane.last) for lane in lanes(there, week, places)]


def _holidays(facts: YearFacts) -> list[dt.date]:
    countries = {person.country for person in facts.people if person.role == "CSM"}
    found = {d for c in sorted(countries) if c for d in public_holidays(c, facts.year)}
    return sorted(found)


def _note(facts: YearFacts) -> str:
    run = f" from run {facts.run.number}" if facts.run is not None else ""
    return f"Printed by csplanner{run}, {full_day(facts.today)}. {facts.policy_name}. Internal."
