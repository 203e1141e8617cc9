"""Proves what the policy editor reads of accounts, in one statement."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from csplanner.base.clock import Clock
from csplanner.base.ids import new_id
from csplanner.domain.ids import AccountId
from csplanner.domain.records import Account
from csplanner.services.policy import rates_on
from csplanner.services.policy_preview import standings
from csplanner.services.workspace import create
from csplanner.store.reads_policy import tier_facts

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2027, 5, 12)


def test_each_live_account_counts_with_its_revenue(tmp_path: Path) -> None:
    """Archived ones do not; a revenue without a rate is none, as everywhere."""
    with create(tmp_path / "team.csplan", Clock(DAY)) as workspace:
        accounts = [
            Account(id=AccountId(new_id()), name="A", arr=Decimal("120000.50")),
            Account(id=AccountId(new_id()), name="B", arr=Decimal(5), currency="XAU"),
            Account(id=AccountId(new_id()), name="C", tier_override="strategic"),
            Account(id=AccountId(new_id()), name="D", arr=Decimal(9), archived=True),
        ]
        with workspace.change("Add accounts") as work:
            work.put(*accounts)
        found = {(f.arr, f.currency, f.override) for f in tier_facts(workspace.database)}
        assert found == {
            (Decimal("120000.50"), accounts[0].currency, ""),
            (Decimal(5), "XAU", ""),
            (None, accounts[2].currency, "strategic"),
        }
        assert "XAU" not in rates_on(workspace, DAY)
        told = set(standings(workspace, DAY))
        assert told == {(Decimal("120000.50"), ""), (None, ""), (None, "strategic")}
