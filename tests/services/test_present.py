"""Proves what a shared screen is given: the customer's own facts, and their pack if it is clean."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.base.job import Job
from csplanner.domain.ids import AccountId, EngagementId
from csplanner.domain.kinds import EngagementType, State
from csplanner.domain.records import Account, Engagement
from csplanner.services import present
from csplanner.services import workspace as ws

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = dt.date(2027, 5, 12)
OURS = Account(id=AccountId("a1"), name="Boreth Grid", timezone="Europe/Paris", notes="Stingy here")
OTHER = Account(id=AccountId("a2"), name="Calyxa Health")
VISIT = Engagement(
    id=EngagementId("e1"),
    account_id=OURS.id,
    type=EngagementType.QBR,
    state=State.AGREED,
    date=dt.date(2027, 6, 9),
    agenda="10 Welcome",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[ws.Workspace]:
    """Return a portfolio of two customers, one with a visit."""
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as made:
        with made.change("Fill") as work:
            work.put(OURS, OTHER, VISIT)
        yield made


def test_it_holds_what_the_pack_would_hold(workspace: ws.Workspace) -> None:
    """The next visit comes with the zone of its place; nothing of another customer."""
    facts = present.presented(workspace, OURS.id, TODAY)
    assert facts is not None
    assert facts.visit is not None
    assert (facts.account, facts.visit.timezone) == ("Boreth Grid", "Europe/Paris")
    assert "Calyxa" not in repr(facts)
    assert "Stingy" not in repr(facts)
    assert present.presented(workspace, "gone", TODAY) is None


def test_a_customer_is_named_in_full(workspace: ws.Workspace) -> None:
    """Case does not matter; a part of a name does not do."""
    assert present.whom(workspace, "boreth GRID") == OURS.id
    with pytest.raises(UserMistake):
        present.whom(workspace, "Boreth")


def test_a_pack_with_a_leak_is_not_shown(workspace: ws.Workspace) -> None:
    """The pack is read back first; another customer's name in an agenda keeps it away."""
    shown = present.pack_to_show(workspace, OURS.id, TODAY, 0.2, Job())
    assert shown is not None
    assert len(shown.pictures) == shown.brief.pages
    with workspace.change("Slip") as work:
        work.put(replace(VISIT, agenda="10 As with Calyxa Health"))
    assert present.pack_to_show(workspace, OURS.id, TODAY, 0.2, Job()) is None
