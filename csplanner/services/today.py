"""What one has to do now and what will hurt soon: two weeks, next visits, overdue, what decides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.records import Action, ChecklistItem, Commitment, Person, Promise
from csplanner.domain.team import Role, short_title
from csplanner.services.plan_facts import capacity_of
from csplanner.services.policy import base_currency, policy_in_force, rates_on
from csplanner.services.renewals import pilots_of, renewals_of
from csplanner.services.snoozed import asleep
from csplanner.store import reads_plan, reads_today
from csplanner.store.reads_today import LOOKED_BACK, OwedRow, TripRow, VisitRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csplanner.domain.policy import TouchRule
    from csplanner.insight.renewals import Pilot, Renewal
    from csplanner.services.workspace import Reader, Workspace

__all__ = [
    "Day",
    "Due",
    "OwedRow",
    "TodayView",
    "TripRow",
    "VisitRow",
    "finish",
    "names_of",
    "owners",
    "tick",
    "today_view",
]

_WORKDAYS, _DAYS = 5, 14
_VISITS = 6
_AHEAD = dt.timedelta(days=120)
# A window that opens within 60 days lies before a renewal that is at most so far off.
_HORIZON = dt.timedelta(days=300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the two weeks."""

    date: dt.date
    visits: tuple[VisitRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something to do: `kind` is visit, promise, action, commitment or checklist_item.

    `days` is how many days are left, negative when it is late.
    """

    key: str
    kind: str
    id: str
    account_id: str
    account: str
    title: str
    note: str
    days: int
    visit: VisitRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """The page; hours are those of this week, `steps` the checklists of the next visits."""

    today: dt.date
    currency: str
    days: tuple[Day, ...]
    hours: float
    capacity: float
    visits: tuple[VisitRow, ...]
    steps: dict[str, tuple[ChecklistItem, ...]]
    overdue: tuple[Due, ...]
    commitments: tuple[Due, ...]
    windows: tuple[Renewal, ...]
    pilots: tuple[Pilot, ...]
    renewals: tuple[Renewal, ...]
    trips: tuple[TripRow, ...]
    snoozed: int
    accounts: int

    @property
    def waiting(self) -> int:
        """How many things need somebody: what is overdue."""
        return len(self.overdue)


def owners(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return (id, name) of everybody who owns an account, by name."""
    used = {row.owner_id for row in reads_plan.plan_accounts(reader.database)}
    people = reads_plan.plan_people(reader.database)
    return tuple((person.id, person.name) for person in people if person.id in used)


def today_view(reader: Workspace, today: dt.date, owner: str = "") -> TodayView:
    """Return the page of a day, for one CSM's accounts or for all."""
    monday = today - dt.timedelta(days=today.weekday())
    database = reader.database
    last = monday + dt.timedelta(days=_DAYS - 1)
    fortnight = reads_today.visits_between(database, monday, last, owner)
    visits = reads_today.next_visits(database, today, owner, _VISITS)
    policy, rates = policy_in_force(reader, today).policy, rates_on(reader, today)
    accounts = reads_plan.plan_accounts(database, (owner,) if owner else ())
    renewals = renewals_of(reader, today, rates, policy, accounts=accounts, ahead=_HORIZON)
    sleeping = asleep(reader, today)
    dues = _dues(reader, today, owner)
    known = {account.id for account in accounts}
    return TodayView(
        today=today,
        currency=base_currency(reader),
        days=tuple(_days(monday, fortnight)),
        hours=_hours(fortnight, monday, policy.rules),
        capacity=_capacity(reader, owner, today),
        visits=visits,
        steps=_steps(reader, visits),
        overdue=tuple(due for due in dues if due.days < 0 and due.key not in sleeping),
        commitments=tuple(
            due
            for due in dues
            if due.kind == "commitment" and due.days >= 0 and due.key not in sleeping
        ),
        windows=tuple(r for r in renewals if r.state.value in {"open", "opening"}),
        pilots=tuple(p for p in pilots_of(reader, today) if p.account in known),
        renewals=tuple(r for r in renewals if r.step is not None),
        trips=reads_today.waiting_trips(database, today, owner),
        snoozed=sum(due.key in sleeping for due in dues),
        accounts=len(accounts),
    )


def _days(monday: dt.date, visits: Iterable[VisitRow]) -> Iterable[Day]:
    """Yield the working days of two weeks, and a weekend's day where something is on it."""
    found: dict[dt.date, list[VisitRow]] = {}
    for visit in visits:
        found.setdefault(visit.date, []).append(visit)
    for number in range(_DAYS):
        day = monday + dt.timedelta(days=number)
        if day.weekday() < _WORKDAYS or day in found:
            yield Day(date=day, visits=tuple(found.get(day, ())))


def _hours(visits: Iterable[VisitRow], monday: dt.date, rules: Iterable[TouchRule]) -> float:
    """Return the hours of this week's engagements with their preparation, of one owner's side."""
    prepare = {rule.id: rule.prepare_minutes for rule in rules}
    week = [v for v in visits if (v.date - monday).days < 7 and v.state != "missed"]
    minutes = sum(v.minutes + prepare.get(_rule(v.touch), 0) for v in week)
    return minutes / 60


def _rule(touch: str) -> str:
    parts = touch.split(":")
    return parts[1] if len(parts) > 2 else ""


def _capacity(reader: Reader, owner: str, today: dt.date) -> float:
    policy = policy_in_force(reader, today).policy
    wanted = {owner} if owner else {person for person, _ in owners(reader)}
    people = reads_plan.plan_people(reader.database)
    return sum(capacity_of(person, policy) for person in people if person.id in wanted)


def _steps(reader: Reader, visits: Sequence[VisitRow]) -> dict[str, tuple[ChecklistItem, ...]]:
    far = dt.date.max
    found = {}
    for visit in visits:
        items = reader.where(ChecklistItem, engagement_id=visit.id)
        found[visit.id] = tuple(sorted(items, key=lambda i: (i.due or far, i.id)))
    return found


def _dues(reader: Reader, today: dt.date, owner: str) -> list[Due]:
    database = reader.database
    late = reads_today.late_visits(database, today - LOOKED_BACK, today, owner)
    found = [_late(visit, today) for visit in late]
    found += [_owed(row, today) for row in reads_today.owed(database, today + _AHEAD, owner)]
    return sorted(found, key=lambda due: (due.days, due.account.casefold(), due.key))


def _late(visit: VisitRow, today: dt.date) -> Due:
    missed = visit.state == "missed"
    note = visit.reason or "not made up yet" if missed else "nobody said how it went"
    return Due(
        key=f"visit:{visit.id}",
        kind="visit",
        id=visit.id,
        account_id=visit.account_id,
        account=visit.account,
        title=visit.account,
        note=f"{'missed' if missed else 'unconfirmed'}: {note}",
        days=(visit.date - today).days,
        visit=visit,
    )


def _owed(row: OwedRow, today: dt.date) -> Due:
    clause = f"§{row.clause.lstrip('§ ')}" if row.clause else ""
    parts = [f"{row.account} {clause}".strip(), f"owner {row.owner}" if row.owner else ""]
    return Due(
        key=f"{row.kind}:{row.id}",
        kind=row.kind,
        id=row.id,
        account_id=row.account_id,
        account=row.account,
        title=row.text,
        note=", ".join(part for part in parts if part),
        days=(row.due - today).days,
    )


def tick(workspace: Workspace, item_id: str) -> ChecklistItem:
    """Tick a step of a checklist, or take the tick back."""
    item = workspace.get(ChecklistItem, item_id)
    if item is None:
        raise UserMistake("This step is not in the checklist any more.")
    turned = replace(item, done=not item.done)
    with workspace.change(f"{'Tick' if turned.done else 'Untick'}: {item.text}") as work:
        work.put(turned)
    return turned


def finish(workspace: Workspace, due: Due) -> None:
    """Note that something was done: a visit was held, a promise was kept, a step is ready."""
    if due.kind == "visit":
        from csplanner.services import adjust_calendar

        adjust_calendar.done(workspace, due.id)
        return
    if due.kind == "checklist_item":
        tick(workspace, due.id)
        return
    closed = _closed(workspace, due)
    if closed is None:
        raise UserMistake("This is not in the portfolio any more.")
    with workspace.change(f"Done: {due.title}") as work:
        work.put(closed)


def _closed(workspace: Workspace, due: Due) -> Promise | Action | Commitment | None:
    day = workspace.clock.today()
    if due.kind == "commitment":
        owed = workspace.get(Commitment, due.id)
        return owed and replace(owed, status="done")
    if due.kind == "promise":
        promise = workspace.get(Promise, due.id)
        return promise and replace(promise, status="done", closed=day)
    action = workspace.get(Action, due.id)
    return action and replace(action, status="done", closed=day)


def names_of(reader: Reader, ids: Iterable[str], *, executives: bool = False) -> dict[str, str]:
    """Return what people are called, executives by their title; `executives`: nobody else."""
    found: dict[str, str] = {}
    for person in reader.many(Person, ids):
        titled = person.role in {Role.EXEC, Role.CEO}
        if titled or not executives:
            found[person.id] = short_title(person) if titled else person.name
    return found
