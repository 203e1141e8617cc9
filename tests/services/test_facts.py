"""Proves what gets into the facts of a brief, above all what never gets into the customer's."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.base.ids import seeded_ids
from csplanner.domain.engagement import EngagementType, Mode, State
from csplanner.domain.evidence import Direction
from csplanner.domain.ids import (
    AccountId,
    ActionId,
    BriefTextId,
    ContactId,
    DriverId,
    DriverReadingId,
    EngagementId,
    GoalId,
    MeasureId,
    PersonId,
    PromiseId,
    RiskId,
)
from csplanner.domain.promise import Side
from csplanner.domain.records import (
    Account,
    Action,
    BriefText,
    Contact,
    Driver,
    DriverReading,
    Engagement,
    Goal,
    Measure,
    Person,
    Promise,
    Risk,
    Ticket,
)
from csplanner.domain.team import Role
from csplanner.services import workspace as ws
from csplanner.services.facts import choose_visit, customer_facts, internal_facts, offered_visits
from csplanner.services.new_portfolio import make_portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.domain.record import Record

TODAY = dt.date(2027, 5, 12)
NEW = seeded_ids(3)
ACCOUNT = Account(
    id=AccountId(NEW()),
    name="Sample Freight",
    renewal_date=dt.date(2027, 12, 31),
    city="Chicago",
)
OTHER = Account(id=AccountId(NEW()), name="Other Customer")
EXEC = Person(id=PersonId(NEW()), name="E. Exec", role=Role.EXEC, title="Chief Product Officer")
COO = Contact(
    id=ContactId(NEW()),
    account_id=ACCOUNT.id,
    name="C. Officer",
    title="COO",
    role="champion",
    attitude=2,
    notes="Cold since the outage",
    last_touch=dt.date(2027, 5, 4),
)


def visit(kind: EngagementType, state: State, month: int, day: int) -> Engagement:
    """Return an engagement of the account in 2027."""
    return Engagement(
        id=EngagementId(NEW()),
        account_id=ACCOUNT.id,
        type=kind,
        state=state,
        date=dt.date(2027, month, day),
        touch=f"touch-{month}-{day}",
    )


HELD = visit(EngagementType.EXECUTIVE_QBR, State.DONE, 2, 24)
CHECK = visit(EngagementType.CHECK_IN, State.DONE, 5, 4)
SOON = visit(EngagementType.CHECK_IN, State.AGREED, 5, 19)
NEXT = replace(
    visit(EngagementType.EXECUTIVE_QBR, State.PLANNED, 6, 9),
    start=dt.time(10),
    minutes=90,
    mode=Mode.ONSITE,
    participants=(EXEC.id,),
    contacts=(COO.id,),
    agenda="10 Your priorities | C. Officer\n25 Progress\nAgreed actions",
)
VALUE = visit(EngagementType.VALUE_REVIEW, State.PLANNED, 7, 14)
MISSED = visit(EngagementType.TRAINING, State.MISSED, 3, 3)
DRIVER = Driver(
    id=DriverId(NEW()), account_id=ACCOUNT.id, name="Dwell", direction=Direction.LOWER, target=38
)


def shared_or_not(*, safe: bool) -> list[Record]:
    """Return a goal, two actions and two texts that are marked customer-safe, or are not."""
    word = "shared" if safe else "secret"
    theirs = {"account_id": ACCOUNT.id, "customer_safe": safe}
    return [
        Goal(
            id=GoalId(NEW()),
            text=f"{word} goal",
            metric="Dwell",
            unit="min",
            baseline=46,
            target=38,
            current=41,
            agreed=dt.date(2027, 2, 24),
            **theirs,
        ),
        Action(id=ActionId(NEW()), text=f"{word} action", **theirs),
        Action(id=ActionId(NEW()), text=f"{word} duty", side=Side.THEIRS, **theirs),
        written("outcome", f"{word} result", figure="5 min", safe=safe),
        written("wrong", f"{word} fault", safe=safe),
    ]


def written(part: str, text: str, *, figure: str = "", safe: bool) -> BriefText:
    """Return a written text of the second quarter."""
    return BriefText(
        id=BriefTextId(NEW()),
        account_id=ACCOUNT.id,
        quarter="2027Q2",
        part=part,
        figure=figure,
        text=text,
        customer_safe=safe,
    )


def promised(text: str, **given: object) -> Promise:
    """Return a promise made at the last review."""
    return Promise(
        id=PromiseId(NEW()), account_id=ACCOUNT.id, engagement_id=HELD.id, text=text, **given
    )


def records() -> list[Record]:
    """Return a portfolio with marked and unmarked records of every kind that is printed."""
    readings = [
        DriverReading(
            id=DriverReadingId(NEW()),
            driver_id=DRIVER.id,
            date=dt.date(2027, month, 1),
            value=46.0 - month,
        )
        for month in range(1, 6)
    ]
    risk = Risk(
        id=RiskId(NEW()),
        account_id=ACCOUNT.id,
        text="Errors begin",
        made=dt.date(2026, 12, 9),
    )
    return [
        *(ACCOUNT, OTHER, EXEC, COO, HELD, CHECK, SOON, NEXT, VALUE, MISSED, DRIVER),
        *shared_or_not(safe=True),
        *shared_or_not(safe=False),
        *readings,
        promised("Ship it", due=dt.date(2027, 5, 7)),
        promised("Done it", status="done", closed=dt.date(2027, 4, 1)),
        risk,
    ]


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ws.Workspace]:
    """Yield a portfolio that the tests of this file only read."""
    path: Path = tmp_path_factory.mktemp("facts") / "p.csplan"
    with ws.create(path, Clock(TODAY)) as workspace:
        with workspace.change("Fill") as work:
            work.put(*records())
        yield workspace


def test_the_default_visit_is_the_next_review(portfolio: ws.Workspace) -> None:
    """A check-in that comes sooner does not push the review aside."""
    assert choose_visit(portfolio, ACCOUNT, TODAY) == portfolio.get(Engagement, NEXT.id)


def test_without_a_review_ahead_it_is_the_last_one_held(portfolio: ws.Workspace) -> None:
    """After the last planned review, the newest engagement that was held is taken."""
    late = choose_visit(portfolio, ACCOUNT, dt.date(2027, 6, 10))
    assert late is not None
    assert late.id == CHECK.id


def test_a_visit_can_be_named_by_touch_or_day(portfolio: ws.Workspace) -> None:
    """Touch id and date choose; a day without a visit is a mistake that lists the days near it."""
    by_touch = choose_visit(portfolio, ACCOUNT, TODAY, touch="touch-2-24")
    by_day = choose_visit(portfolio, ACCOUNT, TODAY, date=dt.date(2027, 2, 24))
    assert by_touch == by_day
    with pytest.raises(UserMistake, match="2027-05-19"):
        choose_visit(portfolio, ACCOUNT, TODAY, date=dt.date(2027, 5, 18))
    with pytest.raises(UserMistake, match="not one of Other Customer"):
        choose_visit(portfolio, OTHER, TODAY, touch="touch-2-24")


def test_an_account_without_visits_has_none(portfolio: ws.Workspace) -> None:
    """No engagement is no visit, not an error."""
    assert choose_visit(portfolio, OTHER, TODAY) is None
    assert offered_visits(portfolio, OTHER, TODAY) == ()


def test_only_marked_records_reach_the_customer(portfolio: ws.Workspace) -> None:
    """Goals, actions, results and texts come in only with their mark."""
    facts = customer_facts(portfolio, ACCOUNT, NEXT, TODAY)
    assert [goal.text for goal in facts.goals] == ["shared goal"]
    assert [action.text for action in facts.our_actions] == ["shared action"]
    assert [action.text for action in facts.their_actions] == ["shared duty"]
    assert [result.text for result in facts.results] == ["shared result"]
    assert facts.wrong == ("shared fault",)
    assert "secret" not in repr(facts)
    assert "Cold since" not in repr(facts)


def test_a_goal_shows_no_line_of_an_unmarked_driver(portfolio: ws.Workspace) -> None:
    """The goal's own numbers are theirs, the history of an internal driver is not."""
    goal = customer_facts(portfolio, ACCOUNT, NEXT, TODAY).goals[0]
    assert goal.figure == "41 min, goal 38, was 46"
    assert goal.now == pytest.approx(38 / 41)
    assert goal.before == pytest.approx(38 / 46)
    assert goal.line == ()


def test_a_marked_driver_gives_the_line_and_the_last_review(tmp_path: Path) -> None:
    """With the mark, the line is drawn and the comparison is as of the last review."""
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as workspace:
        with workspace.change("Fill") as work:
            work.put(*[r for r in records() if r.id != DRIVER.id])
            work.put(replace(DRIVER, customer_safe=True))
        goal = customer_facts(workspace, ACCOUNT, NEXT, TODAY).goals[0]
    assert len(goal.line) == 9
    assert goal.before == pytest.approx(38 / 44)


def test_a_line_needs_every_measure_marked(tmp_path: Path) -> None:
    """One unmarked measure of a metric keeps the whole line back."""
    for safe in (True, False):
        with ws.create(tmp_path / f"{safe}.csplan", Clock(TODAY)) as workspace:
            with workspace.change("Fill") as work:
                work.put(ACCOUNT, replace(_goal(), metric="loads"))
                for month in (2, 3, 4):
                    work.put(
                        Measure(
                            id=MeasureId(NEW()),
                            account_id=ACCOUNT.id,
                            metric="loads",
                            date=dt.date(2027, month, 1),
                            value=5.0,
                            customer_safe=safe or month > 2,
                        )
                    )
            line = customer_facts(workspace, ACCOUNT, None, TODAY).goals[0].line
            assert bool(line) is safe


def _goal() -> Goal:
    return next(r for r in records() if isinstance(r, Goal) and r.customer_safe)


def test_value_reviews_and_missed_visits_are_not_shown_to_the_customer(
    portfolio: ws.Workspace,
) -> None:
    """A value review tells of the renewal; what was missed is not celebrated."""
    facts = customer_facts(portfolio, ACCOUNT, NEXT, TODAY)
    assert [mark.date for mark in facts.marks] == [HELD.date, CHECK.date, SOON.date, NEXT.date]
    assert [mark.label for mark in facts.marks] == ["24 Feb", "", "", "9 Jun · CPO"]


def test_the_visit_is_told_with_agenda_and_people(portfolio: ws.Workspace) -> None:
    """Titles and minutes are read from the agenda; who leads an item stays inside."""
    facts = customer_facts(portfolio, ACCOUNT, NEXT, TODAY)
    assert facts.visit is not None
    assert [(i.title, i.minutes) for i in facts.visit.agenda] == [
        ("Your priorities", 10),
        ("Progress", 25),
        ("Agreed actions", None),
    ]
    assert facts.visit.city == "Chicago"
    assert facts.visit.theirs[0].name == "C. Officer"
    assert facts.visit.ours[0].title == "Chief Product Officer"


def test_the_internal_facts_hold_what_the_customer_must_not_see(portfolio: ws.Workspace) -> None:
    """Window, stance, promises, risks and what the tier asks for are in the internal brief."""
    facts = internal_facts(portfolio, ACCOUNT, NEXT, TODAY)
    assert facts.window == (dt.date(2027, 7, 4), dt.date(2027, 10, 2))
    person = facts.room[0]
    assert (person.champion, person.attitude, person.days_since) == (True, 2, 8)
    assert [(p.text, p.done) for p in facts.promises] == [("Ship it", False), ("Done it", True)]
    assert facts.promised_on == HELD.date
    assert facts.events[0].text == "Errors begin"
    assert facts.matters.at_risk[0] == "Errors begin"
    assert "check-in" in facts.owed
    assert len(facts.history) == 12
    assert len(facts.marks) == 6


def test_a_past_renewal_counts_again_each_year(tmp_path: Path) -> None:
    """A renewal date of an earlier year stands for its next anniversary."""
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as workspace:
        with workspace.change("Fill") as work:
            work.put(replace(ACCOUNT, renewal_date=dt.date(2024, 2, 29)))
        account = workspace.get(Account, ACCOUNT.id)
        assert account is not None
        assert internal_facts(workspace, account, None, TODAY).renewal == dt.date(2028, 2, 29)


def test_the_sample_fills_every_part_for_the_customer(tmp_path: Path) -> None:
    """The story's account has all ten parts, made of marked records and safe kinds only."""
    path = tmp_path / "sample.csplan"
    make_portfolio(path, Clock(TODAY), sample=True)
    with ws.open_workspace(path, Clock(TODAY)) as sample:
        account = sample.where(Account, name="Ardenmoor Freight")[0]
        facts = customer_facts(sample, account, choose_visit(sample, account, TODAY), TODAY)
        tickets = sample.where(Ticket, account_id=account.id)
    assert facts.objective
    assert {m.name for m in facts.measures} == {
        "Loads moved",
        "Users active weekly",
        "Response time",
        "Uptime",
    }
    assert "Tickets per 100 users" not in {d.name for d in facts.drivers}
    assert facts.service is not None
    assert facts.service.open_now == sum(t.closed is None for t in tickets)
    assert [p.text for p in facts.commitments if "Price cap" in p.text] == []
    assert facts.trends
    assert facts.suggestions[0].quarter == "2027Q2"
    assert all(v.comment for v in facts.voices)
