"""Proves what the gate reads of others: everybody's rows but one account's."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.base.clock import Clock
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId, RiskId
from csplanner.domain.records import Account, Risk
from csplanner.services import workspace as ws
from csplanner.store.reads_gate import amounts_of_others, texts_of_others

if TYPE_CHECKING:
    from pathlib import Path


def test_texts_and_amounts_of_all_but_one(tmp_path: Path) -> None:
    """An account's own rows are left out; amounts come once each, without sign and zeros."""
    mine, other, third = (AccountId(new_id()) for _ in range(3))
    with ws.create(tmp_path / "p.csplan", Clock(dt.date(2027, 5, 12))) as workspace:
        with workspace.change("Fill") as work:
            work.put(
                Account(id=mine, name="Mine", arr=Decimal(5)),
                Account(id=other, name="Other", arr=Decimal("7.5")),
                Account(id=third, name="Third", arr=Decimal(0)),
                Risk(id=RiskId(new_id()), account_id=mine, text="own"),
                Risk(id=RiskId(new_id()), account_id=other, text="theirs"),
            )
        database = workspace.database
        texts = texts_of_others(database, "risk", ["text", "owner"], "account_id", mine)
        amounts = amounts_of_others(database, "account", "arr", "id", mine)
    assert texts == [("theirs", "")]
    assert amounts == [75_000]
