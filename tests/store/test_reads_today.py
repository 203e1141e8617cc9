"""What Today reads: only what is late, only what is ours, only whose it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.base.ids import new_id
from csplanner.domain.engagement import Mode, State
from csplanner.domain.ids import EngagementId, PromiseId, TripId, WaiverId
from csplanner.domain.promise import Side
from csplanner.domain.records import Account, Engagement, Promise, Trip, Waiver
from csplanner.domain.trip import TripState
from csplanner.store import reads_today
from tests.services.team import make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.store.portfolio import Portfolio

TODAY = dt.date(2027, 5, 12)
BACK = dt.date(2027, 1, 1)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Portfolio]:
    with make_team(tmp_path, TODAY) as portfolio:
        yield portfolio


def _visit(account: Account, day: int, state: State, touch: str = "") -> Engagement:
    return Engagement(
        id=EngagementId(new_id()),
        account_id=account.id,
        touch=touch,
        date=TODAY + dt.timedelta(days=day),
        state=state,
        mode=Mode.ONSITE,
    )


def _put(team: Portfolio, *records: object) -> None:
    with team.change("Facts") as work:
        work.put(*records)  # type: ignore[arg-type]


def test_late_are_open_misses_and_what_nobody_confirmed(team: Portfolio) -> None:
    """A miss that was made up, or waived, is late no more; nor is what lies ahead."""
    account = team.all(Account)[0]
    missed, made_up, waived = (_visit(account, -9, State.MISSED, t) for t in ("a", "b", "c"))
    unconfirmed = _visit(account, -2, State.AGREED)
    again, ahead = _visit(account, 5, State.PLANNED, "b"), _visit(account, 3, State.AGREED)
    waiver = Waiver(id=WaiverId(new_id()), account_id=account.id, touch="c", decided_on=TODAY)
    _put(team, missed, made_up, waived, unconfirmed, again, ahead, waiver)
    late = reads_today.late_visits(team.database, BACK, TODAY, "")
    assert [row.id for row in late] == [missed.id, unconfirmed.id]
    _put(team, replace(waiver, refused=True))
    assert len(reads_today.late_visits(team.database, BACK, TODAY, "")) == 3
    coming = reads_today.next_visits(team.database, TODAY, "", 9)
    assert [row.id for row in coming] == [ahead.id, again.id]
    days = reads_today.visits_between(team.database, TODAY, TODAY + dt.timedelta(days=3), "")
    assert [row.id for row in days] == [ahead.id]


def test_owed_is_ours_open_and_due(team: Portfolio) -> None:
    """Theirs, kept ones, later ones and those of archived accounts are left out."""
    account, archived = team.all(Account)[:2]
    promise = Promise(
        id=PromiseId(new_id()), account_id=account.id, text="Ours", side=Side.OURS, due=TODAY
    )

    def other(**changes: object) -> Promise:
        return replace(promise, id=PromiseId(new_id()), **changes)  # type: ignore[arg-type]

    _put(
        team,
        promise,
        replace(archived, archived=True),
        other(side=Side.THEIRS),
        other(status="Done"),
        other(closed=TODAY),
        other(due=TODAY + dt.timedelta(days=1)),
        other(account_id=archived.id),
    )
    assert [row.text for row in reads_today.owed(team.database, TODAY, "")] == ["Ours"]
    assert account.owner_id is not None
    assert len(reads_today.owed(team.database, TODAY, account.owner_id)) == 1
    assert reads_today.owed(team.database, TODAY, "nobody") == ()


def test_trips_that_wait_are_asked_for_and_ahead(team: Portfolio) -> None:
    """One's own where one of one's accounts is visited."""
    account = team.all(Account)[0]
    trip = Trip(
        id=TripId(new_id()),
        number=4,
        year=2027,
        city="Chicago",
        start=TODAY,
        end=TODAY,
        state=TripState.ASKED,
    )
    past = replace(trip, id=TripId(new_id()), start=BACK, end=BACK)
    draft = replace(trip, id=TripId(new_id()), state=TripState.DRAFT)
    _put(team, trip, past, draft, replace(_visit(account, 0, State.AGREED), trip_id=trip.id))
    assert [row.id for row in reads_today.waiting_trips(team.database, TODAY, "")] == [trip.id]
    assert account.owner_id is not None
    assert len(reads_today.waiting_trips(team.database, TODAY, account.owner_id)) == 1
    assert reads_today.waiting_trips(team.database, TODAY, "nobody") == ()
