"""`policy backtest` on portfolios: what it reads, what it refuses, what it says of real data."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.base.ids import seeded_ids
from csplanner.base.job import Job
from csplanner.domain.ids import AccountId, MeasureId, RevenueEventId
from csplanner.domain.kinds import RevenueKind
from csplanner.domain.records import Account, Measure, RevenueEvent
from csplanner.services import workspace as ws
from csplanner.services.backtest import backtest_json, run_backtest
from csplanner.services.import_portfolio import ImportRequest, accept, propose_from
from csplanner.services.policy import default_text, parse

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2027, 5, 12)


def _filled(workspace: ws.Workspace) -> AccountId:
    """Write an account whose use fell to a fifth before it left, and one that stayed."""
    new = seeded_ids(5)
    gone, stays = AccountId(new()), AccountId(new())
    with workspace.change("Fill") as work:
        work.put(Account(id=gone, name="Gone"), Account(id=stays, name="Stays"))
        for back in range(24):
            index = 2027 * 12 + 3 - back
            day = dt.date(index // 12, index % 12 + 1, 1)
            for account in (gone, stays):
                value = 20.0 if account == gone and back < 8 else 100.0
                work.put(
                    Measure(
                        id=MeasureId(new()), account_id=account, metric="u", date=day, value=value
                    )
                )
        work.put(
            RevenueEvent(
                id=RevenueEventId(new()),
                account_id=gone,
                date=dt.date(2027, 4, 20),
                kind=RevenueKind.CHURN,
                amount=Decimal(0),
            )
        )
    return gone


def test_a_fall_before_a_loss_is_seen_and_few_losses_are_no_proof(tmp_path: Path) -> None:
    """The account that left stood worst in time; one loss is said to prove nothing."""
    with ws.create(tmp_path / "p.csplan", Clock(TODAY)) as workspace:
        gone = _filled(workspace)
        found = run_backtest(workspace, parse(default_text()), TODAY, 90, Job())
        case = found.cases[0]
        assert (case.loss.account, case.day) == (gone, dt.date(2027, 1, 20))
        assert case.new.flagged
        assert case.new.rank == 0
        assert "cannot carry a conclusion" in found.verdict[0]
        answer = json.loads(json.dumps(backtest_json(found, {gone: "Gone"})))
        assert answer["cases"][0]["account"] == "Gone"
        assert answer["old"]["recall"] == 1.0


def test_without_losses_or_evidence_it_says_what_is_missing(tmp_path: Path) -> None:
    """Nothing to test is a mistake in words."""
    with (
        ws.create(tmp_path / "p.csplan", Clock(TODAY)) as workspace,
        pytest.raises(UserMistake, match="No churn and no contraction"),
    ):
        run_backtest(workspace, parse(default_text()), TODAY, 90, Job())


@pytest.mark.torture
def test_ravenstack_says_what_the_docs_say(tmp_path: Path, shared: Path, root: Path) -> None:
    """On the synthetic data no profile tells anything, and docs/backtest.md prints the figures."""
    day = dt.date(2024, 12, 31)
    folder = shared / "data" / "ravenstack"
    files = {
        "accounts": ("ravenstack_accounts.csv", "ravenstack_subscriptions.csv"),
        "subscriptions": ("ravenstack_subscriptions.csv",),
        "measures": ("ravenstack_feature_usage.csv", "ravenstack_subscriptions.csv"),
        "tickets": ("ravenstack_support_tickets.csv",),
        "revenue": ("ravenstack_churn_events.csv",),
    }
    with ws.create(tmp_path / "r.csplan", Clock(day)) as workspace:
        for kind, names in files.items():
            paths = tuple(folder / name for name in names)
            request = ImportRequest(kind=kind, files=paths, preset="ravenstack")
            accept(workspace, propose_from(workspace, request))
        text = default_text()
        at = text.index('id = "standard"')
        tail = text[at:].replace("usage = 30", "usage = 50", 1)
        changed = text[:at] + tail.replace("outcomes = 25", "outcomes = 5", 1)
        found = run_backtest(workspace, parse(changed), day, 90, Job())
    page = (root / "docs" / "backtest.md").read_text(encoding="utf-8")
    for sentence in found.verdict:
        assert sentence in page
