"""Proves that the journal tells each standing change of a record, oldest first."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from csplanner.base.clock import Clock
from csplanner.domain.account import Account
from csplanner.store.images import images_of
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from pathlib import Path


def test_changes_that_stand(tmp_path: Path) -> None:
    """Made, renamed, renamed and taken back, deleted: three images, the undone one is not there."""
    with Portfolio.create(tmp_path / "a.csplan", Clock(), tmp_path) as portfolio:
        account = Account(id="a1", name="One")
        with portfolio.change("Make") as work:
            work.put(account)
        for name in ("Two", "Three"):
            with portfolio.change(f"Rename to {name}") as work:
                work.put(dataclasses.replace(account, name=name))
        portfolio.undo()
        found = images_of(portfolio.database, "a1")
        assert [(image.label, (image.after or {}).get("name")) for image in found] == [
            ("Make", "One"),
            ("Rename to Two", "Two"),
        ]
        with portfolio.change("Delete") as work:
            work.remove(account)
        last = images_of(portfolio.database, "a1")[-1]
        assert last.before is not None
        assert last.after is None
        assert images_of(portfolio.database, "other") == ()
