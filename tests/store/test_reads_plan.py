"""The reads of the annual plan: what each one leaves in and out, and that sums read no row."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from csplanner.base.clock import Clock
from csplanner.base.ids import seeded_ids
from csplanner.domain.engagement import RunState, State
from csplanner.domain.records import (
    Account,
    Blackout,
    Engagement,
    Person,
    PlanRun,
    TimeOff,
    Trip,
    UnplacedTouch,
)
from csplanner.domain.team import Role
from csplanner.store import reads_plan
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST, LAST = dt.date(2027, 1, 4), dt.date(2028, 1, 2)
make = seeded_ids(3)
ANNA = Person(id=make(), name="Anna", role=Role.CSM, weekly_hours=Decimal("36.5"), country="US")
BERT = Person(id=make(), name="Bert", role=Role.EXEC, title="CTO")
BIG = Account(
    id=make(),
    name="Big",
    arr=Decimal("1200000.25"),
    currency="USD",
    owner_id=ANNA.id,
    renewal_date=dt.date(2027, 9, 1),
    decision_lead_days=100,
)
SMALL = Account(id=make(), name="Small", arr=Decimal(900), currency="EUR")
GONE = Account(id=make(), name="Gone", stage="churned", owner_id=ANNA.id)
KEPT = Account(id=make(), name="Kept in history", archived=True, owner_id=ANNA.id)


def _touch(account: Account, day: dt.date, **values: Any) -> Engagement:
    return Engagement(
        id=make(), account_id=account.id, date=day, participants=(ANNA.id, BERT.id), **values
    )


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Portfolio]:
    with Portfolio.create(tmp_path / "a.csplan", Clock(FIRST), tmp_path / "backups") as made:
        with made.change("Fill") as work:
            work.put(ANNA, BERT, BIG, SMALL, GONE, KEPT)
        yield made


def test_accounts_that_leave_no_calendar(portfolio: Portfolio) -> None:
    """Churned and archived accounts are left out; money is exact; an owner narrows them."""
    rows = reads_plan.plan_accounts(portfolio.database)
    assert [row.name for row in rows] == ["Big", "Small"]
    assert rows[0].arr == Decimal("1200000.25")
    assert (rows[0].renewal, rows[0].decision_lead) == (dt.date(2027, 9, 1), 100)
    assert rows[1].owner_id == ""
    assert [r.name for r in reads_plan.plan_accounts(portfolio.database, [ANNA.id])] == ["Big"]
    assert reads_plan.plan_accounts(portfolio.database, [BERT.id]) == ()


def test_touches_of_a_stretch_by_date(portfolio: Portfolio) -> None:
    """Both ends count, waived ones do not, and an owner sees only their own accounts'."""
    touches = [
        _touch(BIG, LAST),
        _touch(SMALL, FIRST, minutes=45),
        _touch(BIG, FIRST - dt.timedelta(days=1)),
        _touch(BIG, dt.date(2027, 6, 1), state=State.WAIVED),
    ]
    with portfolio.change("Touch") as work:
        work.put(*touches)
    rows = reads_plan.plan_touches(portfolio.database, FIRST, LAST)
    assert [row[0] for row in rows] == [FIRST.isoformat(), LAST.isoformat()]
    assert rows[0][6] == 45
    mine = reads_plan.plan_touches(portfolio.database, FIRST, LAST, [ANNA.id])
    assert [row[1] for row in mine] == [BIG.id]


def test_a_years_sums_are_read_from_one_index(
    portfolio: Portfolio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite answers the year's touches from the covering index, without a row of the table."""
    asked: list[tuple[str, Any]] = []
    fetch = portfolio.database.fetch_rows

    def noting(sql: str, values: Any = ()) -> Any:
        asked.append((sql, values))
        return fetch(sql, values)

    monkeypatch.setattr(portfolio.database, "fetch_rows", noting)
    reads_plan.plan_touches(portfolio.database, FIRST, LAST)
    sql, values = asked[0]
    steps = " ".join(str(row[3]) for row in fetch(f"EXPLAIN QUERY PLAN {sql}", values))
    assert "USING COVERING INDEX" in steps
    assert "TEMP B-TREE" not in steps


def test_marks_of_some_accounts(portfolio: Portfolio) -> None:
    """Marks come by date with what a glyph needs; other accounts' and waived ones stay out."""
    late = _touch(BIG, dt.date(2027, 8, 1), locked=True, city="Chicago", start=dt.time(9, 30))
    early = _touch(BIG, dt.date(2027, 2, 1), state=State.DONE)
    waived = replace(early, id=make(), state=State.WAIVED)
    with portfolio.change("Touch") as work:
        work.put(late, early, waived, _touch(SMALL, dt.date(2027, 3, 1)))
    rows = reads_plan.plan_marks(portfolio.database, [BIG.id], FIRST, LAST)
    assert [row.id for row in rows] == [early.id, late.id]
    assert (rows[1].locked, rows[1].city, rows[1].start) == (True, "Chicago", "09:30")
    assert rows[0].participants == (ANNA.id, BERT.id)


def test_closed_days_of_accounts_and_of_the_company(portfolio: Portfolio) -> None:
    """A closure that meets the stretch by a day is there; the company's are asked for apart."""
    day = dt.timedelta(days=1)
    over = Blackout(id=make(), account_id=BIG.id, start=FIRST - day, end=FIRST, reason="Stock")
    past = Blackout(id=make(), account_id=BIG.id, start=FIRST - 9 * day, end=FIRST - day)
    ours = Blackout(id=make(), start=LAST, end=LAST + day, reason="Offsite")
    with portfolio.change("Close") as work:
        work.put(over, past, ours)
    found = reads_plan.plan_blackouts(portfolio.database, [BIG.id, SMALL.id], FIRST, LAST)
    assert [row.reason for row in found] == ["Stock"]
    company = reads_plan.plan_blackouts(portfolio.database, (), FIRST, LAST)
    assert [(row.account_id, row.reason) for row in company] == [(None, "Offsite")]


def test_people_absences_and_trips(portfolio: Portfolio) -> None:
    """People come by name with their hours; leave that meets the stretch; trips of the year."""
    leave = TimeOff(id=make(), person_id=ANNA.id, start=LAST, end=LAST)
    trip = Trip(
        id=make(), number=4, year=2027, city="Chicago", cities=("Denver",), start=FIRST, end=FIRST
    )
    with portfolio.change("Go") as work:
        work.put(leave, trip, replace(trip, id=make(), year=2026))
    people = reads_plan.plan_people(portfolio.database)
    assert [(p.name, p.weekly_hours) for p in people] == [("Anna", 36.5), ("Bert", None)]
    absences = reads_plan.plan_absences(portfolio.database, FIRST, LAST)
    assert [(a.person_id, a.start) for a in absences] == [(ANNA.id, LAST)]
    assert [(t.number, t.cities) for t in reads_plan.plan_trips(portfolio.database, 2027)] == [
        (4, ("Denver",))
    ]


def test_the_newest_accepted_run_and_what_it_left_out(portfolio: Portfolio) -> None:
    """Proposed runs do not count; a touch that has a date since is not listed any more."""
    assert reads_plan.accepted_run(portfolio.database, 2027) is None
    old = PlanRun(id=make(), number=1, year=2027, date=FIRST, state=RunState.ACCEPTED)
    new = replace(old, id=make(), number=2, gap=0.012)
    draft = replace(old, id=make(), number=3, state=RunState.PROPOSED)
    left = [
        UnplacedTouch(
            id=make(),
            plan_run_id=new.id,
            account_id=account.id,
            touch=touch,
            rule="QBR",
            window_to=LAST,
            reason="CAPACITY",
        )
        for account, touch in ((BIG, "big:1"), (SMALL, "small:1"))
    ]
    with portfolio.change("Run") as work:
        work.put(old, new, draft, *left)
    run = reads_plan.accepted_run(portfolio.database, 2027)
    assert run is not None
    assert (run.number, run.gap) == (2, 0.012)
    assert len(reads_plan.unplaced_touches(portfolio.database, run.id)) == 2
    mine = reads_plan.unplaced_touches(portfolio.database, run.id, [ANNA.id])
    assert [row.touch for row in mine] == ["big:1"]
    with portfolio.change("Place") as work:
        work.put(_touch(BIG, dt.date(2027, 5, 3), touch="big:1"))
    rest = reads_plan.unplaced_touches(portfolio.database, run.id)
    assert [row.touch for row in rest] == ["small:1"]
