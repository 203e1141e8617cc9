"""Proves the history of fields: what a change did in words, and a field put back alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.domain.ids import AccountId, PersonId, PromiseId
from csplanner.domain.records import Account, Person, Promise
from csplanner.services import workspace as ws
from csplanner.services.field_history import WHOLE, fields_of, restore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.services.field_history import FieldChange

ANN = Person(id=PersonId("018bcfe5-6802-7db5-b1ff-7a01ec99108d"), name="Ann")
ACCOUNT = Account(id=AccountId("a1"), name="Boreth Grid", arr=Decimal("100.50"))
PROMISE = Promise(id=PromiseId("p1"), account_id=ACCOUNT.id, text="Send the map")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[ws.Workspace]:
    """Return a portfolio whose account was changed in three fields."""
    with ws.create(tmp_path / "p.csplan", Clock(dt.date(2027, 5, 12))) as made:
        with made.change("Fill") as work:
            work.put(ANN, ACCOUNT, PROMISE)
        with made.change("Change") as work:
            work.put(replace(ACCOUNT, arr=Decimal(7), owner_id=ANN.id, notes="New"))
        yield made


def newest(workspace: ws.Workspace) -> dict[str, FieldChange]:
    """Return the fields of the newest change by name."""
    return {f.field: f for f in fields_of(workspace, workspace.history(1)[0].id)}


def account(workspace: ws.Workspace) -> Account:
    """Return the account as it is."""
    found = workspace.get(Account, ACCOUNT.id)
    assert found is not None
    return found


def test_each_field_is_told_in_words(workspace: ws.Workspace) -> None:
    """From what to what, references by name, and whether it can be put back."""
    fields = newest(workspace)
    assert set(fields) == {"arr", "owner_id", "notes"}
    assert (fields["arr"].before, fields["arr"].after) == ("100.5", "7")
    assert (fields["owner_id"].before, fields["owner_id"].after) == ("", "Ann")
    assert all(f.record == "Boreth Grid" and f.back for f in fields.values())


def test_one_field_goes_back_alone(workspace: ws.Workspace) -> None:
    """The others stay as they are; it is one undo step; a second time there is nothing to do."""
    restore(workspace, newest(workspace)["arr"])
    now = account(workspace)
    assert (now.arr, now.owner_id, now.notes) == (Decimal("100.50"), ANN.id, "New")
    older = {f.field: f for f in fields_of(workspace, workspace.history(2)[1].id)}
    assert not older["arr"].back
    workspace.undo()
    assert account(workspace).arr == Decimal(7)


def test_what_was_removed_comes_back(workspace: ws.Workspace) -> None:
    """A removed record is brought back whole."""
    with workspace.change("Remove") as work:
        work.remove(PROMISE)
    gone = newest(workspace)[WHOLE]
    assert (gone.record, gone.account, gone.back) == ("Send the map", "Boreth Grid", True)
    restore(workspace, gone)
    assert workspace.get(Promise, PROMISE.id) is not None


def test_a_field_of_what_is_gone_is_refused(workspace: ws.Workspace) -> None:
    """There is nothing to put a field back into."""
    with workspace.change("Change the promise") as work:
        work.put(replace(PROMISE, text="Send both maps"))
    field = newest(workspace)["text"]
    with workspace.change("Remove") as work:
        work.remove(PROMISE)
    with pytest.raises(UserMistake, match="not in the portfolio"):
        restore(workspace, field)


def test_what_does_not_go_together_is_refused(workspace: ws.Workspace) -> None:
    """An old end of contract before the new start is not put back."""
    old = replace(account(workspace), contract_end=dt.date(2026, 12, 31))
    with workspace.change("Old end") as work:
        work.put(old)
    with workspace.change("New end") as work:
        work.put(replace(old, contract_end=dt.date(2028, 12, 31)))
    field = newest(workspace)["contract_end"]
    with workspace.change("New start") as work:
        work.put(replace(account(workspace), contract_start=dt.date(2027, 6, 1)))
    with pytest.raises(UserMistake, match="does not go with the rest"):
        restore(workspace, field)
