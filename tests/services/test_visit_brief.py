"""Proves the brief at hand: who may have come, what is owed, what follows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.ids import (
    AccountId,
    CommitmentId,
    ContactId,
    EngagementId,
    PersonId,
    PromiseId,
)
from csplanner.domain.records import Account, Commitment, Contact, Engagement, Person, Promise
from csplanner.services import workspace as ws
from csplanner.services.visit_brief import visit_brief

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2027, 5, 12)
CSM = Person(id=PersonId("p1"), name="I. Sollander")
OURS = Account(id=AccountId("a1"), name="Boreth Grid", owner_id=CSM.id)
OTHER = Account(id=AccountId("a2"), name="Calyxa Health")
VISIT = Engagement(id=EngagementId("e1"), account_id=OURS.id, date=dt.date(2027, 5, 11),
                   agenda="10 Welcome | I. Sollander")  # fmt: skip
NEXT = Engagement(id=EngagementId("e2"), account_id=OURS.id, date=dt.date(2027, 8, 1))


def promise(key: str, text: str, due: dt.date | None, status: str = "open") -> Promise:
    """Return a promise to the account."""
    return Promise(id=PromiseId(key), account_id=OURS.id, text=text, due=due, status=status)


def test_what_is_at_hand(tmp_path: Path) -> None:
    """Only this customer's people and open promises, the late ones first and said to be late."""
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as workspace:
        with workspace.change("Fill") as work:
            work.put(
                CSM, OURS, OTHER, VISIT, NEXT,
                Contact(id=ContactId("c1"), account_id=OURS.id, name="M. Tarrisk"),
                Contact(id=ContactId("c2"), account_id=OTHER.id, name="J. Osmere"),
                promise("1", "Someday", None), promise("2", "Soon", dt.date(2027, 5, 20)),
                promise("3", "Late", dt.date(2027, 5, 1)),
                promise("4", "Gone", dt.date(2027, 5, 1), "done"),
                Commitment(id=CommitmentId("k"), account_id=OURS.id, text="Cap", clause="9.3"),
            )  # fmt: skip
        found = visit_brief(workspace, VISIT)
        assert [c.name for c in found.contacts] == ["M. Tarrisk"]
        assert found.owed(TODAY) == (
            "Late, late since 2027-05-01",
            "Soon, due 2027-05-20",
            "Someday",
        )
        assert (found.agenda, found.limits, found.owner) == (("Welcome",), ("Cap (9.3)",), CSM.name)
        assert found.following == workspace.get(Engagement, NEXT.id)
        stray = Engagement(id=EngagementId("e3"), account_id=AccountId("gone"), date=TODAY)
        with pytest.raises(UserMistake, match="not in the portfolio"):
            visit_brief(workspace, stray)
