"""Proves checklists: steps by type with their days, one's own, and days that move along."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.engagement import EngagementType, Mode, State
from csplanner.domain.ids import AccountId, EngagementId, PersonId
from csplanner.domain.policy_file import parse_policy
from csplanner.domain.policy_reading import PolicyMistake
from csplanner.domain.preparation import STANDARD, steps_for
from csplanner.domain.records import Account, Engagement, Person
from csplanner.domain.team import Role
from csplanner.services import adjust_calendar, policy
from csplanner.services import preparation as prep
from csplanner.services import workspace as ws
from csplanner.services.today import tick

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = dt.date(2027, 5, 12)
CSM = Person(id=PersonId("p1"), name="I. Sollander", role=Role.CSM)
AE = Person(id=PersonId("p2"), name="R. Havelstone", role=Role.AE)
ACCOUNT = Account(id=AccountId("a1"), name="Boreth Grid", owner_id=CSM.id)
VISIT = Engagement(id=EngagementId("e1"), account_id=ACCOUNT.id, type=EngagementType.QBR,
                   date=dt.date(2027, 6, 9), participants=(AE.id,))  # fmt: skip
OWN = """
[[checklist]]
types = ["qbr"]
[[checklist.step]]
text = "Call the account executive"
days = 5
role = "AE"
[[checklist.step]]
text = "Book the train"
days = 30
onsite = true
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[ws.Workspace]:
    """Return a portfolio with one planned review, four weeks ahead."""
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as made:
        with made.change("Fill") as work:
            work.put(CSM, AE, ACCOUNT, VISIT)
        yield made


def test_a_review_gets_its_steps_once(workspace: ws.Workspace) -> None:
    """All have a day before the visit and not before today; a second time adds nothing."""
    first = prep.prepare(workspace, VISIT.id)
    wanted = steps_for(STANDARD, "qbr", onsite=False)
    assert {item.text for item in first} == {step.text for step in wanted}
    assert all(item.due is not None and TODAY <= item.due < VISIT.date for item in first)
    assert all(item.owner == CSM.name for item in first)
    assert [i.due for i in first] == sorted(i.due for i in first if i.due)
    tick(workspace, first[0].id)
    prep.drop_step(workspace, first[1].id)
    again = prep.prepare(workspace, VISIT.id)
    assert len(again) == len(first)
    assert sum(item.done for item in again) == 1


def test_only_who_travels_books_a_trip(workspace: ws.Workspace) -> None:
    """Steps for visits on site are left out of remote ones, and other types have other steps."""
    remote = {s.text for s in steps_for((), "qbr", onsite=False)}
    onsite = {s.text for s in steps_for((), "qbr", onsite=True)}
    assert len(onsite - remote) == 1
    assert {s.text for s in steps_for((), "training", onsite=False)}.isdisjoint(remote)
    with workspace.change("Go there") as work:
        work.put(replace(VISIT, mode=Mode.ONSITE))
    assert any("Trip" in item.text for item in prep.prepare(workspace, VISIT.id))


def test_the_policy_says_the_steps(workspace: ws.Workspace) -> None:
    """A manager's own list replaces the standard one; a step goes to who comes in that role."""
    policy.set_policy(workspace, policy.default_text() + OWN, TODAY)
    made = prep.prepare(workspace, VISIT.id)
    assert [(i.text, i.owner, i.due) for i in made] == [
        ("Call the account executive", AE.name, dt.date(2027, 6, 4))
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('types = ["qbr"]', 'types = ["dinner"]', "dinner"),
        ("days = 5", "days = 900", "days"),
        ('role = "AE"', 'role = "COOK"', "COOK"),
        ('text = "Call the account executive"', "", "text"),
        ("", "\n[[checklist]]\ntypes = ['qbr']\n[[checklist.step]]\ntext = 'x'\n", "already"),
    ],
)
def test_a_wrong_checklist_is_told(old: str, new: str, told: str) -> None:
    """Each mistake names what is wrong."""
    text = OWN.replace(old, new) if old else OWN + new
    with pytest.raises(PolicyMistake, match=told):
        parse_policy(policy.default_text() + text)


def test_steps_of_ones_own_come_and_go(workspace: ws.Workspace) -> None:
    """A step is added with its day, and taken off; an empty one is refused."""
    item = prep.add_step(workspace, VISIT.id, " Bring the sample ", dt.date(2027, 6, 8))
    assert prep.steps_of(workspace, VISIT.id) == (item,) or item.text == "Bring the sample"
    prep.drop_step(workspace, item.id)
    assert prep.steps_of(workspace, VISIT.id) == ()
    with pytest.raises(UserMistake, match="no words"):
        prep.add_step(workspace, VISIT.id, " ", None)
    with pytest.raises(UserMistake, match="not in the checklist"):
        prep.drop_step(workspace, item.id)


def test_what_was_held_is_not_prepared(workspace: ws.Workspace) -> None:
    """There is nothing to prepare for what is over."""
    with workspace.change("Hold") as work:
        work.put(replace(VISIT, state=State.DONE))
    with pytest.raises(UserMistake, match="nothing to prepare"):
        prep.prepare(workspace, VISIT.id)


def test_open_steps_move_with_the_visit(workspace: ws.Workspace) -> None:
    """When a visit moves a week, what is still to do moves a week; what is done stays."""
    before = {i.id: i for i in prep.prepare(workspace, VISIT.id)}
    ticked = next(iter(before))
    tick(workspace, ticked)
    adjust_calendar.move(workspace, VISIT.id, dt.date(2027, 6, 16), force=True)
    for item in prep.steps_of(workspace, VISIT.id):
        old = before[item.id].due
        assert old is not None
        assert item.due == (old if item.id == ticked else old + dt.timedelta(days=7))
