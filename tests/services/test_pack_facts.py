"""Proves the further parts' facts on the sample: numbers that tie, nothing dated after the day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.domain.records import Account, Engagement, TripCost
from csplanner.services import workspace as ws
from csplanner.services.facts import choose_visit
from csplanner.services.new_portfolio import make_portfolio
from csplanner.services.pack_facts import pack_facts
from csplanner.services.prepare_brief import BriefRequest, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplanner.domain.pack_facts import PackFacts

TODAY = dt.date(2027, 5, 12)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ws.Workspace]:
    """Yield the sample portfolio, only read."""
    path = tmp_path_factory.mktemp("parts") / "sample.csplan"
    make_portfolio(path, Clock(TODAY), sample=True)
    with ws.open_workspace(path, Clock(TODAY)) as workspace:
        yield workspace


def facts_of(sample: ws.Workspace, name: str, day: dt.date = TODAY) -> PackFacts:
    """Return the facts of an account for its default visit."""
    account = sample.where(Account, name=name)[0]
    visit = choose_visit(sample, account, day)
    return pack_facts(sample, account, visit, day, "2027Q2")


def test_the_story_account_fills_every_part(sample: ws.Workspace) -> None:
    """The account of the design has people, tickets, money, registers, record and trip."""
    facts = facts_of(sample, "Ardenmoor Freight")
    assert [p.name for p in facts.people[:4] if p.in_room] == [p.name for p in facts.people[:4]]
    assert facts.support is not None
    assert facts.support.opened == sum(sum(t.counts) for t in facts.support.types) == 64
    assert facts.commercial.arr[-1] == (TODAY, Decimal(2_400_000))
    assert {c.clause for c in facts.clauses} >= {"§4.2", "§9.3"}
    assert facts.text("never_say").text
    assert facts.coverage.rules
    assert not any(a.text.startswith("M. Tarrisk: ") for a in facts.actions)
    assert next(p for p in facts.people if p.name == "M. Tarrisk").next_step


def test_costs_of_the_trip_sum_to_its_total(sample: ws.Workspace) -> None:
    """The categories of the trip sheet are those of the trip's lines, and this visit is marked."""
    facts = facts_of(sample, "Ardenmoor Freight")
    account = sample.where(Account, name="Ardenmoor Freight")[0]
    visit = choose_visit(sample, account, TODAY)
    assert facts.trip is not None
    assert visit is not None
    lines = sample.where(TripCost, trip_id=visit.trip_id)
    assert facts.trip.total == sum(c.amount for c in lines) == sum(a for _, a in facts.trip.costs)
    assert [stop.account for stop in facts.trip.stops if stop.here] == ["Ardenmoor Freight"]


def test_counts_by_rule_tie_to_the_calendar(sample: ws.Workspace) -> None:
    """Done and scheduled of each type are those of the year's engagements."""
    facts = facts_of(sample, "Ardenmoor Freight")
    account = sample.where(Account, name="Ardenmoor Freight")[0]
    year = [e for e in sample.where(Engagement, account_id=account.id) if e.date.year == 2027]
    for rule in facts.coverage.rules:
        mine = [e for e in year if e.type.value == rule.name]
        assert rule.done == sum(e.state.value == "done" for e in mine)
        ahead = [e for e in mine if e.state.value in {"planned", "agreed"}]
        assert rule.scheduled + rule.unconfirmed == len(ahead)


def test_nothing_is_known_before_it_happened(sample: ws.Workspace) -> None:
    """A brief made as of January says nothing of February: records count by their own dates."""
    early = dt.date(2027, 1, 31)
    facts = facts_of(sample, "Ardenmoor Freight", early)
    assert all(seen.date <= early for seen in (*facts.sightings, *facts.requests, *facts.signals))
    assert all(held.date <= early for held in facts.coverage.held)
    assert all(rating[0] <= early for rating in facts.ratings)
    assert all(owed.made is None or owed.made <= early for owed in facts.promises)


def test_an_account_of_which_little_is_known_has_empty_parts(sample: ws.Workspace) -> None:
    """No tickets is no burden, no trip no sheet; nothing is made up."""
    facts = facts_of(sample, "Vellamoor Sails")
    assert facts.support is None
    assert facts.trip is None
    assert facts.clauses == ()
    assert facts.text("objective").text == ""


def test_the_gate_raises_no_false_alarm_on_the_sample(sample: ws.Workspace) -> None:
    """The customer packs of the larger accounts pass the reading back as they stand."""
    found = {}
    for account in sorted(sample.all(Account), key=lambda a: a.name)[8:30:2]:
        request = BriefRequest(account_id=account.id, audience="customer")
        check = prepare(sample, request, TODAY).check
        assert check is not None
        found[account.name] = [leak.field for leak in check.leaks]
    assert all(leaks == [] for leaks in found.values()), found
