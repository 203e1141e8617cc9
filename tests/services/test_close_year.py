"""Proves the end of a year: what is left, what goes on, closing in one step, and the archive."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.engagement import EngagementType, State
from csplanner.domain.ids import AccountId, EngagementId, PersonId, PromiseId
from csplanner.domain.records import Account, Engagement, Person, Promise
from csplanner.services import close_year as years
from csplanner.services import workspace as ws

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = dt.date(2028, 1, 3)
CSM = Person(id=PersonId("p1"), name="I. Sollander", weekly_hours=None)
ACCOUNT = Account(id=AccountId("a1"), name="Boreth Grid", owner_id=CSM.id)
GONE = Account(id=AccountId("a2"), name="Calyxa Health", archived=True)


def visit(
    key: str, day: dt.date, state: State = State.PLANNED, of: Account = ACCOUNT
) -> Engagement:
    """Return an engagement."""
    return Engagement(
        id=EngagementId(key), account_id=of.id, type=EngagementType.QBR, state=state, date=day
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[ws.Workspace]:
    """Return a portfolio in the first days of the year after."""
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as made:
        with made.change("Fill") as work:
            work.put(
                CSM, ACCOUNT, GONE,
                visit("held", dt.date(2027, 3, 1), State.DONE),
                visit("open-1", dt.date(2027, 11, 2)),
                visit("open-2", dt.date(2027, 12, 20), State.AGREED),
                visit("archived", dt.date(2027, 12, 1), of=GONE),
                visit("next", dt.date(2028, 2, 1)),
                Promise(id=PromiseId("late"), account_id=ACCOUNT.id, text="=Send the map",
                        due=dt.date(2027, 12, 1)),
                Promise(id=PromiseId("done"), account_id=ACCOUNT.id, text="Kept", status="done"),
                Promise(id=PromiseId("later"), account_id=ACCOUNT.id, text="In spring",
                        due=dt.date(2028, 4, 1)),
            )  # fmt: skip
        yield made


def test_what_is_left_is_listed(workspace: ws.Workspace) -> None:
    """Unconfirmed engagements and open promises of the year; archived accounts are left out."""
    found = years.year_end(workspace, 2027, TODAY)
    assert [u.id for u in found.of(years.UNCONFIRMED)] == ["open-1", "open-2"]
    assert [u.what for u in found.of(years.PROMISED)] == ["=Send the map"]
    assert (found.done, found.ahead, found.next_year, found.closed) == (1, 0, 1, False)


def test_closing_settles_everything_in_one_step(workspace: ws.Workspace) -> None:
    """What is ticked was held, the rest missed with the reason; promises go on; one undo."""
    assert years.close_year(workspace, 2027, {"open-2"}) == 2
    now = {e.id: e for e in workspace.all(Engagement)}
    assert now["open-2"].state is State.DONE
    assert (now["open-1"].state, now["open-1"].reason) == (
        State.MISSED,
        "Not confirmed when 2027 was closed",
    )
    assert now["next"].state is State.PLANNED
    again = years.year_end(workspace, 2027, TODAY)
    assert (again.of(years.UNCONFIRMED), again.closed) == ((), True)
    assert [u.what for u in again.of(years.PROMISED)] == ["=Send the map"]
    workspace.undo()
    assert {e.id: e.state for e in workspace.all(Engagement)}["open-2"] is State.AGREED


def test_a_year_that_goes_on_is_not_closed(workspace: ws.Workspace) -> None:
    """While something lies ahead the year stays open."""
    with pytest.raises(UserMistake, match="not over"):
        years.close_year(workspace, 2028)


def test_the_archive_holds_the_year(workspace: ws.Workspace, tmp_path: Path) -> None:
    """Calendar, coverage, what was left undone (no formula in it), and a verified backup."""
    files = years.archive_year(workspace, 2027, tmp_path / "archive")
    assert {name.partition("-2027")[0] for name in files[:4]} == {
        "calendar", "coverage", "left-undone",
    }  # fmt: skip
    assert all((tmp_path / "archive" / name).stat().st_size > 0 for name in files)
    text = (tmp_path / "archive" / "left-undone-2027.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["what"] for row in rows if row["kind"] == "promised"] == ["'=Send the map"]
    with ws.open_workspace(tmp_path / "archive" / files[-1], Clock(TODAY)) as copy:
        assert copy.read_only
        assert len(copy.all(Engagement)) == 5


def test_the_next_year_counts_from_the_last_touch(workspace: ws.Workspace) -> None:
    """The planning problem of the next year knows what was held before New Year."""
    from csplanner.services.problem import problem_for

    years.close_year(workspace, 2027, {"open-2"})
    scenario = problem_for(workspace, 2028, TODAY).scenario
    assert any(e.date == dt.date(2027, 12, 20) for e in scenario.history)
