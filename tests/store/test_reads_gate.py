"""Proves what the gate reads of everybody: texts and amounts with whose they are."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.base.clock import Clock
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId, RiskId
from csplanner.domain.records import Account, Risk
from csplanner.services import workspace as ws
from csplanner.store.reads_gate import amounts_with_owner, texts_with_owner

if TYPE_CHECKING:
    from pathlib import Path


def test_texts_and_amounts_come_with_their_owner(tmp_path: Path) -> None:
    """Every row says whose it is; amounts come once each, without sign and zeros."""
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
        texts = texts_with_owner(database, "risk", ["text", "owner"], "account_id")
        amounts = amounts_with_owner(database, "account", "arr", "id")
    assert sorted(texts) == sorted([(mine, "own", ""), (other, "theirs", "")])
    assert sorted(amounts) == sorted([(mine, 50_000), (other, 75_000)])
