"""The year as it is lived: every act on an engagement, and what is refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.engagement import EngagementType, State
from csplanner.domain.records import Account, Engagement, Waiver
from csplanner.services import adjust_calendar as calendar
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.explain_date import explain
from csplanner.services.find import account_named
from csplanner.services.review_coverage import review_coverage
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.store.portfolio import Portfolio


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Portfolio]:
    with make_team(tmp_path) as portfolio:
        adopt(portfolio, propose(portfolio, PlanRequest(year=2027, today=TODAY, effort="quick")))
        yield portfolio


def _some(portfolio: Portfolio, rule: str) -> Engagement:
    return min(
        (e for e in portfolio.all(Engagement) if e.rule == rule), key=lambda e: (e.date, e.touch)
    )


def test_a_move_names_every_hard_rule_and_needs_force(team: Portfolio) -> None:
    """A Sunday outside the window is refused with both rules; forced, it is moved and locked."""
    visit = _some(team, "EXEC-QBR")
    sunday = dt.date(2027, 8, 1)
    with pytest.raises(UserMistake) as raised:
        calendar.move(team, visit.touch, sunday)
    assert "window" in raised.value.message
    assert "weekday" in raised.value.message
    assert team.where(Engagement, touch=visit.touch)[0].date == visit.date
    moved, broken = calendar.move(team, visit.touch, sunday, force=True)
    assert (moved.date, moved.locked) == (sunday, True)
    assert {"window", "weekday"} <= {b.rule for b in broken}
    team.undo()
    assert team.where(Engagement, touch=visit.touch)[0].date == visit.date


def test_a_free_day_is_accepted_and_the_next_plan_keeps_it(team: Portfolio) -> None:
    """The next best date that `explain` names can be moved to, and stays."""
    check = _some(team, "CHECK-SCALE")
    better = explain(team, check.touch, TODAY).next_best[0].date
    moved, broken = calendar.move(team, check.touch, better)
    assert broken == ()
    proposal = propose(team, PlanRequest(year=2027, today=TODAY, effort="quick"))
    kept = {c.touch: c for c in proposal.of_kind("kept")}
    assert kept[check.touch].after.date == moved.date == better


def test_what_was_held_cannot_be_moved_or_missed(team: Portfolio) -> None:
    """Done is done; and nothing is done before its day."""
    check = _some(team, "CHECK-SCALE")
    with pytest.raises(UserMistake, match="in the future"):
        calendar.done(team, check.touch)
    team.clock = Clock(check.date)
    held = calendar.done(team, check.touch, "All well")
    assert (held.state, held.outcome) == (State.DONE, "All well")
    with pytest.raises(UserMistake, match="done"):
        calendar.move(team, check.touch, check.date)
    with pytest.raises(UserMistake, match="done"):
        calendar.miss(team, check.touch)


def test_agreeing_and_locking_hold_a_date(team: Portfolio) -> None:
    """Each act has its own words in the history."""
    visit = _some(team, "CEO")
    assert calendar.agree(team, visit.touch).state is State.AGREED
    assert calendar.lock(team, visit.touch).locked
    assert not calendar.unlock(team, visit.touch).locked
    labels = [change.label for change in team.history(3)]
    assert [label.split(" ", 1)[0] for label in labels] == ["Unlock", "Lock", "Agree"]
    assert all("CEO visit" in label for label in labels)


def test_a_waiver_needs_a_reason_and_takes_the_touch_out_of_what_is_owed(team: Portfolio) -> None:
    """A waived touch is neither owed nor planned again."""
    visit = _some(team, "TRAINING")
    before = _owed(team)
    with pytest.raises(UserMistake, match="reason"):
        calendar.waive(team, visit.touch, "  ")
    calendar.waive(team, visit.touch, "Customer trains alone")
    assert team.all(Waiver)[0].reason == "Customer trains alone"
    assert team.where(Engagement, touch=visit.touch)[0].state is State.WAIVED
    assert _owed(team) == before - 1
    proposal = propose(team, PlanRequest(year=2027, today=TODAY, effort="quick"))
    assert visit.touch not in {c.touch for c in proposal.changes}


def _owed(team: Portfolio) -> int:
    rows = review_coverage(team, 2027, TODAY).rows
    return sum(row.planned for row in rows if row.period == "year")


def test_a_logged_touch_is_held_and_keeps_others_at_a_distance(team: Portfolio) -> None:
    """What nobody's rule asked for stands on the calendar, and the planner keeps clear of it."""
    account = account_named(team, "customer 00")
    planned = [e for e in team.where(Engagement, account_id=account.id) if e.touch]
    day = planned[0].date
    logged = calendar.log(
        team,
        calendar.LoggedTouch(
            account=account, type=EngagementType.OTHER, date=day, notes="Met at a fair"
        ),
    )
    assert logged.state is State.AGREED
    proposal = propose(team, PlanRequest(year=2027, today=TODAY, effort="quick"))
    moved = {c.touch: c.after.date for c in proposal.of_kind("moved")}
    assert planned[0].touch in moved
    assert abs((moved[planned[0].touch] - day).days) >= 14


@pytest.mark.parametrize("named", ["K03", "CUSTOMER 03", "Cüstomer 03"])
def test_accounts_are_found_by_id_and_by_name(team: Portfolio, named: str) -> None:
    """Case and accents do not matter; an unknown name is told."""
    assert account_named(team, named).external_id == "K03"
    with pytest.raises(UserMistake, match="no account"):
        account_named(team, "Nobody Ltd")


def test_an_ambiguous_name_lists_the_matches(team: Portfolio) -> None:
    """Two accounts of one name cannot be told apart by it."""
    first, second = team.all(Account)[:2]

    with team.change("Same name") as work:
        work.put(replace(second, name=first.name))
    with pytest.raises(UserMistake, match=r"names 2 accounts.*K00.*K01"):
        account_named(team, first.name)


def test_coverage_follows_the_plan(team: Portfolio) -> None:
    """All that is owed is scheduled after planning; every tier and person has a row."""
    review = review_coverage(team, 2027, TODAY, "tier")
    year = {row.group: row for row in review.rows if row.period == "year"}
    assert list(year) == ["strategic", "enterprise", "growth", "scale"]
    assert all(row.remaining_to_schedule == 0 for row in year.values())
    assert review.gaps == ()
    assert review.reach == 1.0
    assert {person.name for person in review.people} >= {"Person C1", "Person CEO"}
    with pytest.raises(UserMistake, match="unknown"):
        review_coverage(team, 2027, TODAY, "colour")
