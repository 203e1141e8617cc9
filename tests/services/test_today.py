"""The day of the sample team, as of the design's day: what waits, what is ticked, what sleeps."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.engagement import State
from csplanner.domain.records import Engagement, Promise
from csplanner.services.health_drops import health_drops
from csplanner.services.new_portfolio import make_portfolio
from csplanner.services.snoozed import overdue_count, snooze, wake
from csplanner.services.today import finish, names_of, owners, tick, today_view
from csplanner.services.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.services.workspace import Workspace

TODAY = dt.date(2027, 5, 12)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path: Path = tmp_path_factory.mktemp("sample") / "sample.csplan"
    make_portfolio(path, Clock(TODAY), sample=True)
    with open_workspace(path, Clock(TODAY)) as workspace:
        yield workspace


def _owner(workspace: Workspace, name: str) -> str:
    return next(i for i, known in owners(workspace) if known == name)


def test_two_weeks_hold_every_working_day_and_every_engagement(sample: Workspace) -> None:
    """Monday to Friday twice; what is on the calendar stands on its day."""
    view = today_view(sample, TODAY)
    assert [day.date.weekday() for day in view.days] == [0, 1, 2, 3, 4] * 2
    shown = {visit.id for day in view.days for visit in day.visits}
    wanted = {
        e.id
        for e in sample.all(Engagement)
        if dt.date(2027, 5, 10) <= e.date <= dt.date(2027, 5, 23) and e.state is not State.WAIVED
    }
    assert shown == wanted


def test_the_day_of_one_csm(sample: Workspace) -> None:
    """Only her accounts: the visits of the pictures with their preparation, 36 hours a week."""
    view = today_view(sample, TODAY, _owner(sample, "I. Sollander"))
    assert view.accounts == 6
    assert view.capacity == 36.0
    prepared = {(v.account, v.type): (v.ready, v.steps) for v in view.visits if v.steps}
    assert prepared["Delmarra Foods", "ceo_visit"] == (10, 12)
    assert prepared["Ardenmoor Freight", "executive_qbr"] == (7, 11)
    assert [(due.account, due.days) for due in view.overdue] == [
        ("Kaldera Mining", -19),
        ("Ardenmoor Freight", -5),
    ]
    assert [due.days for due in view.commitments] == [34, 49, 100]
    assert [w.name for w in view.windows] == [
        "Delmarra Foods", "Hallivan Retail", "Ardenmoor Freight",
    ]  # fmt: skip
    assert [p.name for p in view.pilots] == ["Tarnwick Tools"]


def test_everyone_is_the_sum_of_all(sample: Workspace) -> None:
    """Each CSM's overdue things are the team's, and the sidebar counts the same."""
    whole = today_view(sample, TODAY)
    parts = [today_view(sample, TODAY, owner) for owner, _ in owners(sample)]
    assert sum(len(part.overdue) for part in parts) == len(whole.overdue)
    assert overdue_count(sample, TODAY) == len(whole.overdue) == whole.waiting


def test_the_countdown_of_renewals_has_reached_a_step(sample: Workspace) -> None:
    """Every one lies within 120 days, under the smallest step it has passed."""
    for renewal in today_view(sample, TODAY).renewals:
        assert renewal.step is not None
        assert renewal.days <= renewal.step
        assert renewal.step == min(s for s in (120, 90, 60, 30) if renewal.days <= s)


def test_a_step_is_ticked_and_the_tick_is_undone(sample: Workspace) -> None:
    """Ticking counts at once; undo takes it back."""
    view = today_view(sample, TODAY, _owner(sample, "I. Sollander"))
    visit = next(v for v in view.visits if v.steps > v.ready)
    item = next(i for i in view.steps[visit.id] if not i.done)
    assert tick(sample, item.id).done
    again = today_view(sample, TODAY, _owner(sample, "I. Sollander"))
    assert next(v.ready for v in again.visits if v.id == visit.id) == visit.ready + 1
    sample.undo()
    with pytest.raises(UserMistake, match="not in the checklist"):
        tick(sample, "nobody")


def test_done_closes_what_it_stands_for(sample: Workspace) -> None:
    """A promise is kept on the day; a missed check-in was held after all."""
    owner = _owner(sample, "I. Sollander")
    visit, promise = today_view(sample, TODAY, owner).overdue
    finish(sample, promise)
    kept = sample.get(Promise, promise.id)
    assert kept is not None
    assert (kept.status, kept.closed) == ("done", TODAY)
    finish(sample, visit)
    assert today_view(sample, TODAY, owner).overdue == ()
    sample.undo()
    sample.undo()
    assert len(today_view(sample, TODAY, owner).overdue) == 2


def test_what_is_snoozed_comes_back_on_its_day(sample: Workspace) -> None:
    """Out of the list and of the count until the day; today or earlier is refused."""
    owner = _owner(sample, "I. Sollander")
    due = today_view(sample, TODAY, owner).overdue[0]
    count = overdue_count(sample, TODAY)
    friday = dt.date(2027, 5, 14)
    with pytest.raises(UserMistake, match="a day to come"):
        snooze(sample, due.key, TODAY)
    snooze(sample, due.key, friday)
    view = today_view(sample, TODAY, owner)
    assert due.key not in {d.key for d in view.overdue}
    assert view.snoozed == 1
    assert overdue_count(sample, TODAY) == count - 1
    assert due.key in {d.key for d in today_view(sample, friday, owner).overdue}
    wake(sample)
    assert overdue_count(sample, TODAY) == count


def test_health_drops_say_how_much_and_why(sample: Workspace) -> None:
    """The largest first; the reason names a component; the line ends at the score of today."""
    found = health_drops(sample, TODAY)
    assert 0 < len(found) <= 3
    assert [drop.change for drop in found] == sorted(drop.change for drop in found)
    parts = ("usage", "outcomes", "support load", "contact", "sentiment")
    for drop in found:
        assert drop.change <= -1
        assert drop.line[-1] == drop.now.score
        assert drop.reason.startswith(parts)


def test_executives_are_called_by_their_title(sample: Workspace) -> None:
    """COO for the chief operating officer; with `executives`, nobody else."""
    from csplanner.domain.records import Person

    people = {p.id for p in sample.all(Person)}
    assert {"CEO", "CTO", "CPO", "COO"} == set(names_of(sample, people, executives=True).values())
    assert "I. Sollander" in names_of(sample, people).values()
