"""Proves the rows of drafts: one a key, newest first, written past the journal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csplanner.base.clock import Clock
from csplanner.store import drafts
from csplanner.store.drafts import DraftRow
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from pathlib import Path


def test_rows_are_kept_replaced_listed_and_dropped(tmp_path: Path) -> None:
    """The newest stands first; the journal and the backups' comparison know nothing of them."""
    clock = Clock(dt.date(2027, 5, 12))
    with Portfolio.create(tmp_path / "p.csplan", clock, tmp_path / "b") as portfolio:
        database = portfolio.database
        first = DraftRow("a", "Note", "a1", "{}", "2027-05-12T10:00")
        second = DraftRow("b", "Touch", None, "{}", "2027-05-12T11:00")
        for row in (first, second, first._replace(text="[]")):
            drafts.keep(database, row)
        assert drafts.rows(database) == (second, first._replace(text="[]"))
        portfolio.back_up("by-hand")
        drafts.drop(database, ("a", "b"))
        assert drafts.rows(database) == ()
        assert portfolio.history() == ()
