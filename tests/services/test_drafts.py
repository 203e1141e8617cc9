"""Proves that drafts are kept, dropped and let go, in no history, gone with what is erased."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from csplanner.base.clock import Clock
from csplanner.domain.ids import AccountId
from csplanner.domain.records import Account
from csplanner.services.care import erase
from csplanner.services.drafts import (
    Draft,
    draft_of,
    drafts,
    drop_draft,
    forget_let_go,
    keep_draft,
)
from csplanner.services.workspace import create, open_workspace
from tests.services.team import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.services.workspace import Workspace

NOTE = Draft(
    key="k1",
    title="Note on Oak",
    account_id="a1",
    page="account",
    action="account.log_note",
    fields={"Note": "They fear\nthe audit ü"},
)
_KILLED = """
import os, sys, datetime as dt
from pathlib import Path
from csplanner.base.clock import Clock
from csplanner.services.drafts import Draft, keep_draft
from csplanner.services.workspace import open_workspace
portfolio = open_workspace(Path(sys.argv[1]), Clock(dt.date(2027, 5, 12)))
keep_draft(portfolio, Draft(key="k", title="Log a touch", fields={"Notes": "half a sent"}))
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def portfolio(tmp_path: Path) -> Iterator[Workspace]:
    """Return a portfolio of two accounts."""
    with create(tmp_path / "p.csplan", Clock(TODAY)) as made:
        with made.change("Begin") as work:
            work.put(Account(id=AccountId("a1"), name="Oak"), Account(id=AccountId("a2"), name="E"))
        yield made


def test_a_draft_comes_back_as_it_was_and_leaves_no_history(portfolio: Workspace) -> None:
    """The newest stands first; the same form has one draft; no step of undo is made."""
    steps = len(portfolio.history())
    keep_draft(portfolio, Draft(key="k1", title="Note on Oak", fields={"Note": "They"}))
    kept = keep_draft(portfolio, NOTE)
    assert drafts(portfolio) == (kept,)
    assert draft_of(portfolio, "k1") == kept
    assert kept.fields == NOTE.fields
    assert len(portfolio.history()) == steps
    drop_draft(portfolio, "k1")
    assert drafts(portfolio) == ()


def test_what_was_let_go_is_not_offered_and_forgotten_later(portfolio: Workspace) -> None:
    """Within the session it can be brought back; a later one forgets it."""
    keep_draft(portfolio, Draft(key="k2", title="Gone", let_go=True))
    keep_draft(portfolio, NOTE)
    assert [draft.key for draft in drafts(portfolio)] == ["k1"]
    forget_let_go(portfolio)
    rows = portfolio.database.fetch_rows("SELECT key FROM draft")
    assert rows == [("k1",)]


def test_erasing_takes_drafts_of_it_and_those_that_name_it(portfolio: Workspace) -> None:
    """By the account they were typed about, and by the name in their words."""
    keep_draft(portfolio, NOTE)
    keep_draft(portfolio, Draft(key="k2", title="Note on E", fields={"Note": "Ask Oak"}))
    keep_draft(portfolio, Draft(key="k3", title="Note on E", fields={"Note": "Oakley"}))
    oak = portfolio.get(Account, "a1")
    assert oak is not None
    erase(portfolio, oak)
    assert [draft.key for draft in drafts(portfolio)] == ["k3"]


def test_a_draft_survives_the_kill_of_the_program(tmp_path: Path) -> None:
    """What was kept is in the file when the process is gone without a word."""
    path = tmp_path / "p.csplan"
    create(path, Clock(TODAY)).close()
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert ended.returncode == -9
    with open_workspace(path, Clock(TODAY)) as again:
        assert [draft.fields for draft in drafts(again)] == [{"Notes": "half a sent"}]
        assert b"half a sent" not in path.read_bytes()
