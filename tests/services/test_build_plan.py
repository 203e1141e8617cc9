"""The year is planned from the portfolio, adopted whole or in part, and planned again."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import Cancelled, StaleProposal, UserMistake
from csplanner.base.ids import new_id
from csplanner.base.job import Job
from csplanner.domain.demand import touches_of
from csplanner.domain.engagement import Mode, State
from csplanner.domain.ids import AccountId, TimeOffId
from csplanner.domain.records import (
    Account,
    Engagement,
    Person,
    PlanRun,
    TimeOff,
    Trip,
    UnplacedTouch,
)
from csplanner.domain.rules import broken
from csplanner.services.adjust_calendar import done, miss
from csplanner.services.adopt_plan import adopt
from csplanner.services.build_plan import PlanRequest, propose
from csplanner.services.problem import problem_for
from tests.services.team import TODAY, make_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.services.build_plan import PlanProposal
    from csplanner.store.portfolio import Portfolio

REQUEST = PlanRequest(year=2027, today=TODAY, effort="quick")


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Portfolio]:
    with make_team(tmp_path) as portfolio:
        yield portfolio


@pytest.fixture
def planned(team: Portfolio) -> Portfolio:
    adopt(team, propose(team, REQUEST))
    return team


def _dates(portfolio: Portfolio) -> dict[str, dt.date]:
    return {e.touch: e.date for e in portfolio.all(Engagement)}


def test_every_touch_is_dated_or_listed(team: Portfolio) -> None:
    """Nothing is dropped in silence, and the judge finds no broken rule."""
    proposal = propose(team, REQUEST)
    plan = proposal.result.plan
    assert len(plan.scheduled) + len(plan.unscheduled) == proposal.result.demand > 60
    assert broken(proposal.problem.scenario, plan) == ()


def test_the_same_input_gives_the_same_plan(team: Portfolio) -> None:
    """Proposing twice gives equal plans."""
    assert propose(team, REQUEST).result.plan == propose(team, REQUEST).result.plan


def test_proposing_writes_nothing_and_can_be_cancelled(team: Portfolio) -> None:
    """Neither a proposal nor a cancelled one leaves a trace."""
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        propose(team, REQUEST, job)
    propose(team, REQUEST)
    assert team.count(Engagement) == 0
    assert len(team.history()) == 1


def test_adopting_is_one_undo_step(team: Portfolio) -> None:
    """Engagements, trips and the run come together and go together."""
    proposal = propose(team, REQUEST)
    adopted = adopt(team, proposal)
    assert adopted.added == team.count(Engagement) == len(proposal.result.plan.scheduled)
    assert team.count(PlanRun) == 1
    assert team.count(Trip) > 0
    team.undo()
    assert [team.count(kind) for kind in (Engagement, PlanRun, Trip, UnplacedTouch)] == [0] * 4


def test_engagements_say_what_their_rule_asks(planned: Portfolio) -> None:
    """Type, mode, minutes, window, city and people follow from the policy and the account."""
    people = {person.id: person.role.value for person in planned.all(Person)}
    visits = [e for e in planned.all(Engagement) if e.rule == "EXEC-QBR"]
    assert visits
    for visit in visits:
        assert visit.type.value == "executive_qbr"
        assert visit.mode is Mode.ONSITE
        assert visit.city
        assert sorted(people[p] for p in visit.participants) == ["AE", "CSM", "EXEC"]
        assert visit.window_from <= visit.date <= visit.window_to


def test_planning_again_without_a_change_changes_nothing(planned: Portfolio) -> None:
    """Over an adopted plan and nothing new, every touch is kept."""
    counts = propose(planned, REQUEST).counts
    assert (counts["added"], counts["moved"], counts["removed"]) == (0, 0, 0)


def test_a_leave_moves_only_what_it_hits(planned: Portfolio) -> None:
    """With a CSM away for two weeks, what moves is about what stood in those weeks."""
    before = _dates(planned)
    csm = next(p for p in planned.all(Person) if p.external_id == "C1")
    busiest = sorted(e.date for e in planned.all(Engagement) if csm.id in e.participants)[12]
    away = (busiest - dt.timedelta(days=7), busiest + dt.timedelta(days=7))
    hit = [
        e.touch
        for e in planned.all(Engagement)
        if csm.id in e.participants and away[0] <= e.date <= away[1]
    ]
    with planned.change("Leave") as work:
        work.put(TimeOff(id=TimeOffId(new_id()), person_id=csm.id, start=away[0], end=away[1]))
    adopt(planned, propose(planned, REQUEST))
    after = _dates(planned)
    moved = [touch for touch in before if after.get(touch) != before[touch]]
    assert hit
    assert set(hit) <= set(moved)
    assert len(moved) <= 1.2 * len(hit) + 1


def test_done_and_agreed_ones_stay_and_missed_ones_are_made_up(planned: Portfolio) -> None:
    """In June, what was held stays, what was missed in a window still open gets a new date."""
    past = sorted(planned.all(Engagement), key=lambda e: e.date)
    half_year = next(e for e in past if e.rule == "CHECK-SCALE" and e.date < dt.date(2027, 5, 1))
    planned.clock = Clock(dt.date(2027, 5, 3))
    held = past[0]
    done(planned, held.touch)
    miss(planned, half_year.touch)
    proposal = propose(planned, replace(REQUEST, today=dt.date(2027, 5, 3)))
    added = [change.touch for change in proposal.of_kind("added")]
    assert added == [half_year.touch]
    adopt(planned, proposal)
    states = [e.state for e in planned.where(Engagement, touch=half_year.touch)]
    assert sorted(states) == [State.MISSED, State.PLANNED]
    assert planned.where(Engagement, touch=held.touch)[0].date == held.date


def test_a_window_around_new_year_is_owed_once(planned: Portfolio) -> None:
    """What one year's calendar holds the next year does not ask for, unless it was missed."""
    dated = {e.touch: e for e in planned.all(Engagement)}
    nothing = replace(problem_for(planned, 2028, TODAY).scenario, elsewhere=frozenset())
    twice = sorted({touch.id for touch in touches_of(nothing)} & dated.keys())
    assert twice
    asked = {touch.id for touch in touches_of(problem_for(planned, 2028, TODAY).scenario)}
    assert asked.isdisjoint(twice)
    with planned.change("Missed") as work:
        work.put(replace(dated[twice[0]], state=State.MISSED))
    asked = {touch.id for touch in touches_of(problem_for(planned, 2028, TODAY).scenario)}
    assert asked & set(twice) == {twice[0]}


def test_a_stale_proposal_is_refused(team: Portfolio) -> None:
    """If an account changed since the proposal, nothing of it is written."""
    proposal = propose(team, REQUEST)
    account = team.all(Account)[0]
    with team.change("Archive") as work:
        work.put(replace(account, archived=True))
    with pytest.raises(StaleProposal):
        adopt(team, proposal)
    assert team.count(Engagement) == 0


def test_a_part_that_breaks_a_rule_is_named_and_refused(team: Portfolio) -> None:
    """A proposal changed into two touches of an account on one day cannot be adopted in part."""
    proposal = propose(team, REQUEST)
    first, second = _two_of_one_account(proposal)
    twisted = replace(
        proposal,
        changes=tuple(
            replace(c, after=replace(c.after, date=first.after.date)) if c is second else c
            for c in proposal.changes
        ),
    )
    with pytest.raises(UserMistake, match="breaks a rule"):
        adopt(team, twisted, only={first.touch, second.touch})
    adopted = adopt(team, proposal, only={first.touch})
    assert adopted.added == 1
    assert set(_dates(team)) == {first.touch}


def test_a_run_accepted_in_part_claims_no_more_than_the_part(team: Portfolio) -> None:
    """Its counts, cost and gap are those of what was taken; the bound holds for it, too."""
    proposal = propose(team, replace(REQUEST, bound="quick"))
    meta = proposal.result.plan.meta
    assert meta.bound is not None
    one = next(change for change in proposal.changes if change.kind == "added")
    run = adopt(team, proposal, only={one.touch}).run
    assert (run.scheduled, run.demand) == (1, proposal.result.demand)
    assert json.loads(run.changes) == {"added": 1, "moved": 0, "removed": 0, "kept": 0}
    assert float(run.objective) > meta.objective
    assert sum(json.loads(run.terms).values()) == pytest.approx(float(run.objective))
    assert float(run.bound) == pytest.approx(meta.bound)
    assert run.gap == pytest.approx(float((run.objective - run.bound) / run.bound), abs=1e-5)
    team.undo()
    rest = {change.touch for change in proposal.changes}
    whole = adopt(team, proposal, only=rest).run
    assert whole.gap == meta.gap
    assert whole.scheduled == len(proposal.result.plan.scheduled)


def _two_of_one_account(proposal: PlanProposal) -> tuple[object, object]:
    by_account: dict[str, list[object]] = {}
    for change in proposal.changes:
        by_account.setdefault(change.account_id, []).append(change)
    return next((found[0], found[1]) for found in by_account.values() if len(found) > 1)


def test_accounts_without_place_owner_or_rate_are_listed_not_dropped(team: Portfolio) -> None:
    """They take part as far as they can, and each is named with what is missing."""
    base = team.all(Account)[0]
    lost = replace(base, id=AccountId(new_id()), external_id="L1", city="", country="", name="Lost")
    rate = replace(base, id=AccountId(new_id()), external_id="L2", currency="XTS", name="No rate")
    alone = replace(base, id=AccountId(new_id()), external_id="L3", owner_id=None, name="Alone")
    with team.change("Odd ones") as work:
        work.put(lost, rate, alone)
    proposal = propose(team, REQUEST)
    listed = dict(proposal.problem.listed)
    assert "remote only" in listed[lost.id]
    assert "no rate for XTS" in listed[rate.id]
    assert {u.account_name for u in proposal.unplaced} == {"Alone"}
    assert {u.reason for u in proposal.unplaced} == {"NO_DATE"}
    assert broken(proposal.problem.scenario, proposal.result.plan) == ()


def test_problems_of_years_touch_only_their_own(planned: Portfolio) -> None:
    """The plan of the next year starts from what was held, and has its own touch ids."""
    problem = problem_for(planned, 2028, dt.date(2027, 12, 1))
    assert problem.scenario.baseline == ()
    assert problem.scenario.locked == ()


def test_a_customer_who_starts_in_the_year_is_owed_from_then_on(team: Portfolio) -> None:
    """Nothing is owed before the contract, and a quarter of which little is left is skipped."""
    account = team.all(Account)[1]
    with team.change("Sign") as work:
        work.put(replace(account, contract_start=dt.date(2027, 6, 25)))
    touches = [c for c in propose(team, REQUEST).of_kind("added") if c.account_id == account.id]
    assert min(c.after.date for c in touches) >= dt.date(2027, 6, 25)
    reviews = [c.touch.split(":")[2] for c in touches if c.rule == "QBR"]
    assert reviews == ["2027-Q3", "2027-Q4"]


def test_touch_ids_of_other_programs_keep_their_day(planned: Portfolio) -> None:
    """A locked engagement with a foreign touch id stays where it is, and is its account's."""
    item = next(e for e in planned.all(Engagement) if e.mode is Mode.REMOTE)
    with planned.change("From elsewhere") as work:
        work.put(replace(item, touch="touch-2-24", locked=True))
    proposal = propose(planned, REQUEST)
    dates = {entry.touch: entry.date for entry in proposal.result.plan.scheduled}
    assert dates["touch-2-24"] == item.date
    account = proposal.problem.accounts[proposal.problem.account_of("touch-2-24")]
    assert account.id == item.account_id
    adopt(planned, proposal)
    assert _dates(planned)["touch-2-24"] == item.date


def test_reading_the_portfolio_can_be_cancelled(planned: Portfolio) -> None:
    """A job stopped while records are read ends the reading, not only the search after it."""
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        problem_for(planned, 2027, TODAY, job=job)
