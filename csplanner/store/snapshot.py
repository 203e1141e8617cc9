"""A copy of a portfolio as it stands, for other processes to read while it stays open here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csplanner.store.database import Database
from csplanner.store.portfolio import Portfolio

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.base.clock import Clock


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where the copy lies and the key that opens it; the copy is encrypted as the file is."""

    path: Path
    key: str = field(repr=False)


def take_snapshot(portfolio: Portfolio, path: Path) -> Snapshot:
    """Write a copy to a path that does not exist yet; the caller removes it."""
    portfolio.database.vacuum_into(path)
    return Snapshot(path, portfolio.database.key)


def open_snapshot(snapshot: Snapshot, clock: Clock) -> Portfolio:
    """Open a copy for reading; several processes may at once."""
    database = Database(snapshot.path, snapshot.key, read_only=True)
    return Portfolio(database, clock, snapshot.path.parent)
