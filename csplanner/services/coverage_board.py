"""Coverage in the words and values that drawings take: matrix, people's weeks, executives."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.domain.engagement import Mode
from csplanner.domain.team import Role, short_title
from csplanner.drawing.axis import iso_start
from csplanner.drawing.coverage import ExecutiveLine, Matrix, MatrixCell, MatrixRow, PersonLine
from csplanner.drawing.grid_values import DaySpan, GridMark, LoadRow
from csplanner.drawing.marks import mark_state, shape_of
from csplanner.insight.coverage import ALL
from csplanner.services.adjust_calendar import label
from csplanner.services.coverage_words import counted, promise_words, short_money, told_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csplanner.domain.records import Engagement, Person
    from csplanner.insight.coverage import CoverageRow
    from csplanner.services.plan_facts import PersonYear, YearFacts
    from csplanner.services.review_coverage import CoverageReview, Group, TouchRow

HEADS = {"tier": "Tier", "owner": "CSM", "city": "City", "person": "Person"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What page and paper draw; `year` is the year's row of each group, by its key."""

    matrix: Matrix
    people: tuple[PersonLine, ...]
    executives: tuple[ExecutiveLine, ...]
    placed: float | None


def coverage_board(review: CoverageReview, facts: YearFacts, people: Mapping[str, Person]) -> Board:
    """Return the board of a review; `facts` hold the weeks of the same year."""
    year = next(row for row in review.total if row.period == "year")
    placed = (year.done + year.scheduled) / year.planned if year.planned else None
    return Board(
        matrix=_matrix(review, facts),
        people=_people(review, facts),
        executives=_executives(review, people),
        placed=placed,
    )


def _matrix(review: CoverageReview, facts: YearFacts) -> Matrix:
    order = [span.name for span in review.spans if span.name != "year"]
    order.append("year")
    rows: dict[str, dict[str, CoverageRow]] = defaultdict(dict)
    for row in review.rows:
        rows[row.group][row.period] = row
    worth = {account.id: account.arr_base or Decimal(0) for account in facts.accounts}
    shown = [
        _row(review, group, [rows[group.key][name] for name in order], worth, facts)
        for group in review.groups
        if group.accounts or any(row.planned for row in rows[group.key].values())
    ]
    if shown:
        whole = {row.period: row for row in review.total}
        every = tuple(review.names)
        note = _note(every, worth, facts)
        cells = tuple(_cell(whole[name], review) for name in order)
        name = f"All {'tiers' if review.by == 'tier' else 'accounts'}"
        shown.append(MatrixRow(key=ALL, name=name, note=note, promise="", cells=cells, total=True))
    heads = (HEADS[review.by], *(_head(name, review) for name in order))
    return Matrix(heads=heads, rows=tuple(shown))


def _head(name: str, review: CoverageReview) -> str:
    if name == "year":
        return str(review.year)
    span = next(span for span in review.spans if span.name == name)
    if span.last < review.as_of:
        return f"{name} · closed"
    return f"{name} · to date" if span.first <= review.as_of else name


def _row(
    review: CoverageReview,
    group: Group,
    rows: Sequence[CoverageRow],
    worth: Mapping[str, Decimal],
    facts: YearFacts,
) -> MatrixRow:
    promise = promise_words(facts.policy, group.key) if review.by == "tier" else ""
    if review.by != "tier" and group.reach is not None:
        promise = f"reach {group.reach:.0%}"
        if group.longest is not None and group.longest.longest:
            promise += f", longest silence {group.longest.longest} days"
    return MatrixRow(
        key=group.key,
        name=group.name,
        note=_note(group.accounts, worth, facts),
        promise=promise,
        cells=tuple(_cell(row, review) for row in rows),
    )


def _note(accounts: Iterable[str], worth: Mapping[str, Decimal], facts: YearFacts) -> str:
    known = tuple(accounts)
    total = sum((worth.get(account, Decimal(0)) for account in known), Decimal(0))
    return f"{counted(len(known), 'account')} · {short_money(total, facts.currency)}"


def _cell(row: CoverageRow, review: CoverageReview) -> MatrixCell:
    if not row.planned:
        return MatrixCell(share="\N{EN DASH}", counts="none owed", words="")
    ahead = next(s for s in review.spans if s.name == row.period).first > review.as_of
    placed = row.done + row.scheduled
    return MatrixCell(
        share=f"{placed / row.planned:.0%}",
        counts=f"{placed:,} of {row.planned:,}",
        words=told_cell(row, ahead=ahead),
        done=row.done / row.planned,
        ahead=row.scheduled / row.planned,
        gap=row.remaining_to_schedule / row.planned,
        bad=row.remaining_to_schedule > 0,
    )


def _people(review: CoverageReview, facts: YearFacts) -> tuple[PersonLine, ...]:
    named: Counter[str] = Counter()
    worth: dict[str, Decimal] = defaultdict(Decimal)
    for account in facts.accounts:
        named[account.owner_id] += not account.digital
        worth[account.owner_id] += account.arr_base or Decimal(0)
    used = {person.id: person.load.utilisation for person in review.people}
    return tuple(
        _person(
            load,
            f"{named[load.id]:,} named · {short_money(worth[load.id], facts.currency)}",
            used.get(load.id),
        )
        for load in sorted(facts.loads, key=lambda p: (-sum(p.hours), p.name))
    )


def _person(load: PersonYear, note: str, used: float | None) -> PersonLine:
    peak, over = max(load.hours, default=0.0), load.weeks_over
    words = f"{peak:,.0f} h" + (f", {over} wk over" if over else "")
    row = LoadRow(
        key=load.id, name=load.name, hours=load.hours, capacity=load.capacity, away=load.away
    )
    share = "no hours" if used is None else f"{used:.0%}"
    return PersonLine(load=row, note=note, share=share, peak=words, over=bool(over))


def _executives(review: CoverageReview, people: Mapping[str, Person]) -> tuple[ExecutiveLine, ...]:
    visits: dict[str, list[Engagement]] = defaultdict(list)
    for item in review.engagements:
        for person in item.participants:
            visits[person].append(item)
    wanted = [p for p in people.values() if p.role in {Role.EXEC, Role.CEO}]
    wanted.sort(key=lambda p: (p.role is not Role.CEO, p.title or p.name))
    return tuple(_executive(person, visits[person.id], review) for person in wanted)


def _executive(
    person: Person, visits: Sequence[Engagement], review: CoverageReview
) -> ExecutiveLine:
    days = len({item.date for item in visits if item.mode is Mode.ONSITE})
    given = person.visits_per_year
    note = f"{days} of {given} days" if given else counted(days, "day")
    away = review.away.get(person.id, ())
    return ExecutiveLine(
        key=person.id,
        name=short_title(person),
        note=note,
        marks=tuple(
            GridMark(
                key=item.id,
                on=item.date,
                shape=shape_of(item.type.value),
                state=mark_state(item.state.value),
            )
            for item in visits
        ),
        away=tuple(DaySpan(start=start, end=end) for start, end in away),
        used=days / given if given else None,
    )


def behind_cell(review: CoverageReview, key: str, period: str) -> tuple[TouchRow, ...]:
    """Return the owed touches behind a cell of the matrix, by day."""
    span = next(span for span in review.spans if span.name == period)
    wanted = set(review.grouped.get(key, ())) if key != ALL else None
    found = [
        row
        for row in review.touches
        if span.holds(row.touch.day)
        and row.touch.state != "waived"
        and (wanted is None or row.touch.touch in wanted)
    ]
    return tuple(sorted(found, key=lambda row: (row.touch.day, row.account_name.casefold())))


def behind_week(review: CoverageReview, person: str, week: int) -> tuple[Engagement, ...]:
    """Return the engagements that a person takes part in, in an ISO week of the year."""
    first = iso_start(review.year) + dt.timedelta(weeks=week - 1)
    last = first + dt.timedelta(days=6)
    found = [e for e in review.engagements if first <= e.date <= last and person in e.participants]
    return tuple(sorted(found, key=lambda e: (e.date, e.start is None, str(e.start))))


__all__ = ["Board", "behind_cell", "behind_week", "coverage_board", "label"]
