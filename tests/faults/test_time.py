"""No date moves with the zone or the clock of a machine, and no backup is lost to a clock."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId, EngagementId
from csplanner.domain.records import Account, Engagement
from csplanner.services.export_calendar import export_calendar
from csplanner.services.workspace import back_up_when_due
from csplanner.store import backup
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ZONES = (
    *("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Copenhagen", "Europe/London", "UTC"),
    *("America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Asia/Kathmandu"),
    *("Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca"),
)
# Days before, of and after a change of the clocks, in Europe and in the United States.
DAYS = [dt.date(2027, 3, n) for n in (13, 14, 15, 27, 28, 29)]
DAYS += [dt.date(2027, m, n) for m, n in ((10, 30), (10, 31), (11, 1), (11, 6), (11, 7), (11, 8))]


@pytest.fixture
def zone() -> Iterator[None]:
    """Put the zone of the machine back afterwards."""
    before = os.environ.get("TZ")
    yield
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


def _use(name: str) -> None:
    os.environ["TZ"] = name
    time.tzset()


def test_no_date_moves_in_twelve_zones(tmp_path: Path, zone: None) -> None:
    """Written in one zone and read in each other: the same days, and the same calendar file."""
    path, today = tmp_path / "p.csplan", Clock(dt.date(2027, 1, 4))
    account = Account(id=AccountId(new_id()), name="Customer", timezone="Europe/Copenhagen")
    visits = [
        Engagement(id=EngagementId(f"e{n}"), account_id=account.id, date=day, touch=f"t{n}")
        for n, day in enumerate(DAYS)
    ]
    _use(ZONES[0])
    with Portfolio.create(path, today, tmp_path / "b") as portfolio, portfolio.change("Add") as w:
        w.put(account, *visits)
    seen, moved = set(), 0
    for name in ZONES:
        _use(name)
        with Portfolio.open(path, today, tmp_path / "b") as portfolio:
            read = {e.id: e.date for e in portfolio.all(Engagement)}
            moved += sum(read[visit.id] != visit.date for visit in visits)
            out = tmp_path / "year.ics"
            export_calendar(portfolio, 2027, out)
            seen.add(hashlib.sha256(out.read_bytes()).hexdigest())
    assert (len(ZONES) * len(DAYS), moved, len(seen)) == (144, 0, 1)


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_jumps_loses_no_backup(tmp_path: Path, years: int) -> None:
    """Set ten years back or forward: the next change is backed up, at least five stay."""
    path, folder = tmp_path / "p.csplan", tmp_path / "b"
    with Portfolio.create(path, Clock(dt.date(2027, 5, 12)), folder) as portfolio:
        for number in range(6):
            with portfolio.change("Add") as work:
                work.put(Account(id=AccountId(new_id()), name=f"Before {number}"))
            portfolio.back_up("asked")
        before = set(backup.listed(folder))
    with Portfolio.open(path, Clock(dt.date(2027 + years, 5, 12)), folder) as portfolio:
        with portfolio.change("After") as work:
            work.put(Account(id=AccountId(new_id()), name="After"))
        assert back_up_when_due(portfolio) is not None
        kept = set(backup.listed(folder))
        assert before <= kept or (years > 0 and len(kept) >= 5)  # of one old day a few will do
        # Order is that of the changes, not of the clocks that dated them.
        assert portfolio.history()[0].label == "After"
        portfolio.undo()
        assert portfolio.count(Account) == 6
