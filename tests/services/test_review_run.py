"""A proposal as rows and figures: of all of it, of none of it, and of a part that breaks a rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.review_run import around, figures_before, part_of_plan, review_rows
from tests.services.team import TODAY, make_team, send_away

if TYPE_CHECKING:
    from csplanner.services.build_plan import PlanProposal
    from csplanner.store.portfolio import Portfolio

REQUEST = PlanRequest(year=2027, today=TODAY, effort="quick")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> PlanProposal:
    """Return the first plan of a team, proposed once."""
    with make_team(tmp_path_factory.mktemp("first")) as team:
        return propose(team, replace(REQUEST, bound="quick"))


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> PlanProposal:
    """Return what is proposed once the first CSM of a planned year is away for two weeks."""
    with make_team(tmp_path_factory.mktemp("again")) as team:
        return _moved(team)


def _moved(team: Portfolio) -> PlanProposal:
    adopt(team, propose(team, REQUEST))
    send_away(team, "C1", dt.date(2027, 7, 1))
    return propose(team, REQUEST)


def test_a_first_plan_is_all_added(first: PlanProposal) -> None:
    """Every touch is a row; the calendar before has none placed, the whole run all it scheduled."""
    proposal = first
    rows = review_rows(proposal)
    added = [row for row in rows if row.group == "added"]
    assert len(added) == len(proposal.result.plan.scheduled)
    assert [row.after for row in added] == sorted(row.after for row in added if row.after)
    assert all(row.owner and row.hours > 0 for row in added)
    before = figures_before(proposal)
    assert (before.placed, before.trips, before.travel) == (0, 0, 0.0)
    whole = part_of_plan(proposal, {row.touch for row in rows})
    assert whole.figures.placed == len(added)
    assert whole.figures.coverage == len(added) / proposal.result.demand
    assert whole.figures.travel > 0
    assert part_of_plan(proposal, ()).figures.travel == 0
    assert whole.broken == ""


def test_nothing_taken_is_the_calendar_as_it_is(again: PlanProposal) -> None:
    """A part of no change has the figures of the calendar."""
    proposal = again
    assert part_of_plan(proposal, set()).figures == figures_before(proposal)


def test_moved_rows_tell_both_dates_and_the_reason(again: PlanProposal) -> None:
    """What stood in the leave moves out of it, and says that the CSM is away, by name."""
    moved = [row for row in review_rows(again) if row.group == "moved"]
    assert moved
    assert any("leave" in row.reason and "Person C1" in row.reason for row in moved)
    for row in moved:
        assert (row.before, row.people_before) != (row.after, row.people_after)


def test_a_part_that_breaks_a_rule_names_it(again: PlanProposal) -> None:
    """Moving one touch onto a day that another has yet to leave is told; the whole is clean."""
    proposal = again
    rows = [row for row in review_rows(proposal) if row.group != "unplaced"]
    assert part_of_plan(proposal, {row.touch for row in rows}).broken == ""
    left_out = part_of_plan(proposal, set()).broken
    assert "rule" in left_out
    assert "leave" in left_out


def test_the_gap_is_that_of_the_part(first: PlanProposal) -> None:
    """What is left out costs, so a part is further from the bound than the whole."""
    rows = {row.touch for row in review_rows(first)}
    whole = part_of_plan(first, rows).gap
    part = part_of_plan(first, sorted(rows)[:3]).gap
    assert whole is not None
    assert part is not None
    assert part > whole


def test_weeks_around_a_change_count_the_csm(again: PlanProposal) -> None:
    """Nine weeks round a moved touch show one visit less where it was."""
    proposal = again
    row = next(row for row in review_rows(proposal) if row.group == "moved" and row.after)
    weeks = around(proposal, row)
    assert len(weeks) == 9
    assert row.after is not None
    assert row.after.isocalendar().week in [week for week, _, _ in weeks]
    assert 0 < sum(after for _, _, after in weeks) <= len(proposal.changes)
