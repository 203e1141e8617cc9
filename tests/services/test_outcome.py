"""Proves that what came of a visit is kept whole, in one step, and that the missed is made up."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.engagement import EngagementType, State
from csplanner.domain.ids import AccountId, ContactId, EngagementId, PersonId
from csplanner.domain.promise import Side
from csplanner.domain.records import Account, Contact, Engagement, Person, Promise, Signal
from csplanner.services import outcome as out
from csplanner.services import workspace as ws
from csplanner.store import reads_today

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = dt.date(2027, 5, 12)
TOUCH = "a1:QBR:2027-Q2:1"
CSM = Person(id=PersonId("p1"), name="I. Sollander")
ACCOUNT = Account(id=AccountId("a1"), name="Boreth Grid", owner_id=CSM.id)
MET = Contact(id=ContactId("c1"), account_id=ACCOUNT.id, name="M. Tarrisk",
              last_touch=dt.date(2027, 1, 5))  # fmt: skip
LATER = Contact(id=ContactId("c2"), account_id=ACCOUNT.id, name="J. Osmere",
                last_touch=dt.date(2027, 5, 11))  # fmt: skip
VISIT = Engagement(id=EngagementId("e1"), touch=TOUCH, account_id=ACCOUNT.id, rule="QBR",
                   type=EngagementType.QBR, state=State.AGREED, date=dt.date(2027, 5, 10),
                   contacts=(MET.id,), agenda="10 Welcome", locked=True)  # fmt: skip
NEXT = Engagement(id=EngagementId("e2"), touch="a1:QBR:2027-Q3:1", account_id=ACCOUNT.id,
                  type=EngagementType.QBR, date=dt.date(2027, 8, 10))  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[ws.Workspace]:
    """Return a portfolio with a visit of the day before yesterday and one ahead."""
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as made:
        with made.change("Fill") as work:
            work.put(CSM, ACCOUNT, MET, LATER, VISIT, NEXT)
        yield made


def engagement(workspace: ws.Workspace, key: str) -> Engagement:
    """Return an engagement that must be there."""
    found = workspace.get(Engagement, key)
    assert found is not None
    return found


def test_everything_is_kept_in_one_step(workspace: ws.Workspace) -> None:
    """Who came, what was said and promised, signals and the next date; one undo takes all back."""
    told = out.Outcome(
        held_on=dt.date(2027, 5, 11), came=(CSM.id,), met=(MET.id, LATER.id), said="Good talk",
        promises=(
            out.Given(text="Send the map", owner="I. Sollander", due=dt.date(2027, 5, 20)),
            out.Given(text="Name a tester", side=Side.THEIRS, customer_safe=True),
            out.Given(text="  "),
        ),
        signals=("They hire in Laredo", ""), next_on=dt.date(2027, 8, 12), next_id=NEXT.id,
    )  # fmt: skip
    out.capture(workspace, TOUCH, told)
    held = engagement(workspace, VISIT.id)
    assert (held.state, held.date, held.outcome) == (State.DONE, told.held_on, "Good talk")
    assert (held.participants, held.contacts) == ((CSM.id,), (MET.id, LATER.id))
    promises = {p.text: p for p in workspace.all(Promise)}
    assert set(promises) == {"Send the map", "Name a tester"}
    assert promises["Send the map"].engagement_id == VISIT.id
    assert not promises["Send the map"].customer_safe
    assert promises["Name a tester"].side is Side.THEIRS
    assert [s.text for s in workspace.all(Signal)] == ["They hire in Laredo"]
    following = engagement(workspace, NEXT.id)
    assert (following.date, following.state) == (dt.date(2027, 8, 12), State.AGREED)
    seen = {c.id: c.last_touch for c in workspace.all(Contact)}
    assert seen == {MET.id: dt.date(2027, 5, 11), LATER.id: dt.date(2027, 5, 11)}
    workspace.undo()
    assert engagement(workspace, VISIT.id).state is State.AGREED
    assert not workspace.all(Promise)
    assert engagement(workspace, NEXT.id).date == NEXT.date


def test_a_later_meeting_is_not_forgotten(workspace: ws.Workspace) -> None:
    """Keeping an old outcome does not turn the last touch of a contact back."""
    out.capture(workspace, TOUCH, out.Outcome(held_on=VISIT.date, met=(LATER.id,)))
    assert {c.id: c.last_touch for c in workspace.all(Contact)}[LATER.id] == LATER.last_touch


def test_a_next_date_without_a_plan_makes_a_visit(workspace: ws.Workspace) -> None:
    """Where nothing is planned, what was agreed becomes a visit of its own."""
    told = out.Outcome(held_on=VISIT.date, came=(CSM.id,), next_on=dt.date(2027, 6, 1))
    out.capture(workspace, TOUCH, told)
    made = [e for e in workspace.all(Engagement) if e.date == dt.date(2027, 6, 1)]
    assert [(e.type, e.state, e.touch) for e in made] == [
        (EngagementType.CHECK_IN, State.AGREED, "")
    ]


def test_days_that_cannot_be_are_refused(workspace: ws.Workspace) -> None:
    """Nothing is kept of a visit to come, nor a next date in the past."""
    with pytest.raises(UserMistake, match="lies ahead"):
        out.capture(workspace, TOUCH, out.Outcome(held_on=dt.date(2027, 5, 13)))
    with pytest.raises(UserMistake, match="has passed"):
        out.capture(workspace, TOUCH, out.Outcome(held_on=VISIT.date, next_on=dt.date(2027, 5, 1)))
    assert engagement(workspace, VISIT.id).state is State.AGREED


def test_the_next_visit_is_found(workspace: ws.Workspace) -> None:
    """The form offers the next one of the same customer."""
    found = out.next_of(workspace, VISIT)
    assert found is not None
    assert found.id == NEXT.id
    assert out.next_of(workspace, NEXT) is None


def test_the_missed_is_made_up_under_its_touch(workspace: ws.Workspace) -> None:
    """The reason is kept; what makes it up counts for what was owed, and it is late no more."""
    out.missed(workspace, TOUCH, "They were ill", dt.date(2027, 5, 20))
    gone = engagement(workspace, VISIT.id)
    assert (gone.state, gone.reason) == (State.MISSED, "They were ill")
    again = [e for e in workspace.where(Engagement, touch=TOUCH) if e.id != VISIT.id]
    assert [(e.date, e.state, e.locked) for e in again] == [
        (dt.date(2027, 5, 20), State.PLANNED, True)
    ]
    late = reads_today.late_visits(workspace.database, dt.date(2027, 1, 1), TODAY, "")
    assert late == ()
    workspace.undo()
    assert engagement(workspace, VISIT.id).state is State.AGREED
    assert len(workspace.where(Engagement, touch=TOUCH)) == 1


def test_the_held_cannot_be_missed(workspace: ws.Workspace) -> None:
    """What was held stays held; a day that has passed makes nothing up."""
    with pytest.raises(UserMistake, match="has passed"):
        out.missed(workspace, TOUCH, "", dt.date(2027, 5, 1))
    out.capture(workspace, TOUCH, out.Outcome(held_on=VISIT.date))
    with pytest.raises(UserMistake, match="cannot be missed"):
        out.missed(workspace, TOUCH, "")
