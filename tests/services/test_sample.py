"""Proves the sample: the counts of the contract, dates that move with today, the same each time."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from dataclasses import fields
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING, get_args

import pytest

from csplanner.base.clock import Clock
from csplanner.domain.engagement import EngagementType, RunState, State
from csplanner.domain.plan import Plan
from csplanner.domain.records import (
    RECORDS,
    Account,
    BriefText,
    ChecklistItem,
    Contact,
    Driver,
    DriverReading,
    Engagement,
    Goal,
    Measure,
    Organisation,
    Person,
    PlanRun,
    PolicyVersion,
    ProductRequest,
    Promise,
    RelationshipRating,
    Sighting,
    Signal,
    Subscription,
    Survey,
    Ticket,
    Trend,
    Trip,
    TripCost,
    TripLeg,
    UnplacedTouch,
)
from csplanner.domain.rules import broken
from csplanner.domain.team import Role
from csplanner.services import workspace as portfolios
from csplanner.services.policy import policy_in_force
from csplanner.services.problem import problem_for
from csplanner.services.sample import build_sample
from csplanner.services.score import score_accounts
from csplanner.store.tables import bare, hints_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.services.workspace import Workspace

STORY = dt.date(2027, 5, 12)
OTHER_DAYS = (dt.date(2026, 11, 22), dt.date(2028, 2, 29), dt.date(2027, 1, 1))


def _built(folder: Path, today: dt.date, name: str = "sample") -> Workspace:
    workspace = portfolios.create(folder / f"{name}.csplan", Clock(today))
    build_sample(workspace, today)
    return workspace


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Return the sample as of the pictures."""
    with _built(tmp_path_factory.mktemp("sample"), STORY) as workspace:
        yield workspace


@pytest.fixture(scope="module", params=OTHER_DAYS, ids=str)
def moved(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Workspace]:
    """Return the sample as of another day: a Sunday, a leap day, a New Year."""
    with _built(tmp_path_factory.mktemp("moved"), request.param) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def story(sample: Workspace) -> Account:
    """Return the account that everything is told of."""
    return sample.where(Account, name="Ardenmoor Freight")[0]


def test_the_team_is_that_of_the_contract(sample: Workspace) -> None:
    """42 accounts, 4 CSMs, 4 AEs, three key executives, the CEO and a manager."""
    roles = Counter(person.role for person in sample.all(Person))
    assert sample.count(Account) == 42
    assert not any(account.archived for account in sample.all(Account))
    wanted = {Role.CSM: 4, Role.AE: 4, Role.EXEC: 3, Role.CEO: 1, Role.MANAGER: 1}
    assert {role: roles[role] for role in wanted} == wanted
    us = sample.all(Organisation)[0]
    assert (us.name, us.team, us.is_sample) == ("Kestrane", "Central & Atlantic", True)


def test_revenue_is_that_of_the_pictures(sample: Workspace) -> None:
    """Tiers hold 5, 6, 7 and 24 accounts, the team $15.72M, and the four CSMs their share."""
    accounts = sample.all(Account)
    policy = policy_in_force(sample, STORY).policy
    tiers = Counter(policy.band_of(account.arr).id for account in accounts)
    assert tiers == {"strategic": 5, "enterprise": 6, "growth": 7, "scale": 24}
    total = sum((account.arr or Decimal(0) for account in accounts), Decimal(0))
    assert round(total / 1000, -1) == 15720
    named = [account for account in accounts if "digital" not in account.segment]
    owners = {person.id: person.name for person in sample.all(Person)}
    sums: Counter[str] = Counter()
    for account in named:
        sums[owners[account.owner_id or ""]] += int(account.arr or 0)
    assert sums == {
        "I. Sollander": 5_310_000,
        "D. Orrinvale": 3_250_000,
        "P. Maruzek": 3_050_000,
        "T. Kelvane": 3_099_000,
    }


def test_subscriptions_sum_to_the_revenue_of_each_account(sample: Workspace) -> None:
    """What is active today is what the account pays."""
    for account in sample.all(Account):
        active = sum(
            s.arr
            for s in sample.where(Subscription, account_id=account.id)
            if s.start <= STORY and (s.end is None or s.end > STORY)
        )
        assert active == account.arr, account.name


def test_every_reference_resolves(sample: Workspace) -> None:
    """Single references and lists of them name rows that exist."""
    known = {record.id for kind in RECORDS for record in sample.all(kind)}
    ids = {hints_of(kind)["id"] for kind in RECORDS}
    for kind in RECORDS:
        hints = hints_of(kind)
        single = [f.name for f in fields(kind) if bare(hints[f.name])[0] in ids]
        lists = [f.name for f in fields(kind) if {*get_args(hints[f.name])} & ids]
        for record in sample.all(kind):
            named = {getattr(record, name) for name in single} - {None}
            for name in lists:
                named |= {*(getattr(record, name) or ())} if name not in single else set()
            assert named <= known, record


def test_the_same_day_gives_the_same_records(sample: Workspace, tmp_path: Path) -> None:
    """Two builds hold equal records of every kind, ids included."""
    with _built(tmp_path, STORY, "again") as again:
        for kind in RECORDS:
            first = sorted(sample.all(kind), key=lambda record: record.id)
            assert first == sorted(again.all(kind), key=lambda record: record.id), kind


def test_history_begins_with_the_sample(sample: Workspace) -> None:
    """One line of history, and nothing to undo to an empty file."""
    assert [entry.label for entry in sample.history()] == ["Sample portfolio"]
    assert sample.next_undo() is None


def test_every_kind_of_record_is_there(sample: Workspace) -> None:
    """No page is empty: each kind that the program knows has rows."""
    assert [kind.__name__ for kind in RECORDS if not sample.count(kind)] == []


def test_the_told_visits_are_on_their_days(sample: Workspace, story: Account) -> None:
    """The review of 9 June with the CTO, the CEO's visit of 15 September, the last check-in."""
    people = {person.id: person.title for person in sample.all(Person)}
    visits = {e.date: e for e in sample.where(Engagement, account_id=story.id)}
    review = visits[dt.date(2027, 6, 9)]
    assert review.type is EngagementType.EXECUTIVE_QBR
    assert (review.start, review.state, review.locked) == (dt.time(10), State.PLANNED, False)
    assert "Chief Technology Officer" in {people[p] for p in review.participants}
    ceo = visits[dt.date(2027, 9, 15)]
    assert (ceo.type, ceo.locked) == (EngagementType.CEO_VISIT, True)
    assert visits[dt.date(2027, 5, 4)].state is State.DONE
    assert visits[dt.date(2027, 5, 19)].state is State.AGREED


def test_the_best_account_is_told_in_full(sample: Workspace, story: Account) -> None:
    """Drivers, goals, people, promises, tickets and texts of Ardenmoor are the pictures'."""
    assert sample.count(Driver) > sum(1 for _ in sample.where(Driver, account_id=story.id)) == 7
    goals = sample.where(Goal, account_id=story.id)
    assert len([goal for goal in goals if goal.customer_safe]) == 6
    days = {c.name: (STORY - (c.last_touch or STORY)).days for c in _people(sample, story)}
    assert days["L. Ferrant"] == 141
    assert len(days) == 7
    tickets = [
        t
        for t in sample.where(Ticket, account_id=story.id)
        if t.opened > STORY - dt.timedelta(days=90)
    ]
    assert len(tickets) == 64
    assert sum(t.type == "Integration fault" for t in tickets) == 31
    assert sum(t.closed is None for t in tickets) == 11
    assert sum(p.closed is not None for p in sample.where(Promise, account_id=story.id)) == 3
    parts = Counter(text.part for text in sample.where(BriefText, account_id=story.id))
    assert parts["outcome"] == 3
    assert {"going_well", "at_risk", "ask", "reading", "wrong", "objective"} <= {*parts}


def _people(sample: Workspace, account: Account) -> tuple[Contact, ...]:
    return sample.where(Contact, account_id=account.id)


def test_the_next_trip_is_asked_for(sample: Workspace, story: Account) -> None:
    """Six visits in Chicago and Denver, six cost lines of $3,412, three legs, a checklist."""
    review = next(
        e for e in sample.where(Engagement, account_id=story.id) if e.date == dt.date(2027, 6, 9)
    )
    assert review.trip_id is not None
    trip = sample.get(Trip, review.trip_id)
    assert trip is not None
    assert (trip.cities, trip.start, trip.end) == (
        ("Chicago", "Denver"),
        dt.date(2027, 6, 7),
        dt.date(2027, 6, 11),
    )
    assert len(sample.where(Engagement, trip_id=trip.id)) == 6
    costs = sample.where(TripCost, trip_id=trip.id)
    assert (len(costs), sum(cost.amount for cost in costs)) == (6, 3412)
    assert len(sample.where(TripLeg, trip_id=trip.id)) == 3
    steps = sample.where(ChecklistItem, engagement_id=review.id)
    assert (sum(step.done for step in steps), len(steps)) == (7, 11)


def test_threads_are_conversations(sample: Workspace) -> None:
    """A ticket's text has turns of both sides, and no template shows through."""
    tickets = sample.all(Ticket)
    assert len({ticket.text for ticket in tickets}) > 0.98 * len(tickets)
    for ticket in tickets:
        turns = ticket.text.split("\n\n")
        assert len(turns) >= 3
        assert "Kestrane Support" in turns[1]
        assert "{" not in ticket.text + ticket.subject
        assert ticket.subject
        assert ticket.severity


def test_health_comes_near_the_pictures(sample: Workspace) -> None:
    """Computed scores lie within five points of those drawn, on average within two."""
    text = (files("resources") / "samples" / "accounts.csv").read_text(encoding="utf-8")
    named = list(csv.DictReader(text.splitlines()))[:20]
    scores = {score.external_id: score.health.score or 0 for score in score_accounts(sample, STORY)}
    off = {row["key"]: abs(scores[row["key"]] - float(row["health"])) for row in named}
    assert {key: miss for key, miss in off.items() if miss > 5} == {}
    assert sum(off.values()) / len(off) < 2


def test_the_year_is_adopted(sample: Workspace) -> None:
    """Nearly all touches are placed, four were missed, and no touch is planned twice."""
    run = max(sample.all(PlanRun), key=lambda found: found.number)
    assert (run.number, run.state, run.year) == (18, RunState.ACCEPTED, 2027)
    year = [e for e in sample.all(Engagement) if e.date.year == 2027]
    states = Counter(e.state for e in year)
    assert states[State.MISSED] == 4
    touches = [e.touch for e in year if e.touch and e.state is not State.MISSED]
    assert len(touches) == len({*touches})
    assert len(touches) / (len(touches) + sample.count(UnplacedTouch) + 4) > 0.96
    assert {v.number for v in sample.all(PolicyVersion)} == {1, 2, 3}


def _plan_of(workspace: Workspace, today: dt.date) -> tuple[str, ...]:
    """Name the hard rules that the portfolio's plan breaks in the days to come.

    An hour out of hours that was agreed with the customer stands.
    """
    scenario = problem_for(workspace, today.year, today).scenario
    plan = Plan(instance="sample", scheduled=scenario.locked + scenario.baseline)
    faults = [b for b in broken(scenario, plan) if b.rule not in {"listed", "not_before"}]
    faults = [b for b in faults if not (b.fixed and b.rule == "hours")]
    return tuple(f"{b.rule}: {b.detail}" for b in faults if b.day is None or b.day >= today)


def test_the_plan_keeps_every_hard_rule(sample: Workspace) -> None:
    """The judge finds nothing wrong with what is planned, agreed or locked."""
    assert _plan_of(sample, STORY) == ()


def test_nothing_has_happened_that_lies_ahead(sample: Workspace, moved: Workspace) -> None:
    """What is measured, held, heard or closed is dated up to today; what is planned, from today."""
    for workspace in (sample, moved):
        today = workspace.clock.today()
        dated = (Measure, Survey, DriverReading, RelationshipRating, Sighting, Signal)
        days = [r.date for kind in (*dated, ProductRequest) for r in workspace.all(kind)]
        tickets = workspace.all(Ticket)
        days += [t.opened for t in tickets] + [t.closed for t in tickets if t.closed]
        days += [c.last_touch for c in workspace.all(Contact) if c.last_touch]
        days += [p.closed for p in workspace.all(Promise) if p.closed]
        days += [run.date for run in workspace.all(PlanRun)]
        assert max(days) <= today
        for visit in workspace.all(Engagement):
            ahead = visit.state in {State.PLANNED, State.AGREED}
            assert (visit.date >= today) == ahead or visit.date == today, visit


def test_another_day_tells_the_same_story(moved: Workspace) -> None:
    """As of any day there are 42 accounts with health, a year planned, two years behind it."""
    today = moved.clock.today()
    assert moved.count(Account) == 42
    visits = moved.all(Engagement)
    assert min(e.date for e in visits) < today - dt.timedelta(days=700)
    assert all(e.date.weekday() < 5 for e in visits)
    story = next(s for s in score_accounts(moved, today) if s.external_id == "ardenmoor")
    assert story.health.score is not None
    assert abs(story.health.score - 71) <= 5
    assert _plan_of(moved, today) == ()


def test_trends_and_texts_are_of_this_quarter(sample: Workspace) -> None:
    """Industry trends reach back from the quarter of the next review."""
    quarters = {trend.quarter for trend in sample.all(Trend)}
    assert max(quarters) == "2027Q2"
    assert len(quarters) == 3
