"""An open portfolio as doors and use cases see it: where it lies, how it is opened and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.services.backup_place import backup_folder
from csplanner.store.backup import Backup, is_backup, listed
from csplanner.store.changes import Changes
from csplanner.store.database import must_be_free
from csplanner.store.failures import Damaged, Locked, NotOpened
from csplanner.store.portfolio import Portfolio
from csplanner.store.repositories import Reader
from csplanner.store.snapshot import Snapshot, open_snapshot, take_snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.domain.records import Organisation
    from csplanner.store.history import ChangeEntry  # noqa: TC004 - named for annotations only
    from csplanner.store.unit_of_work import UnitOfWork  # noqa: TC004 - the same

__all__ = [
    "Backup",
    "ChangeEntry",
    "Changes",
    "Damaged",
    "Locked",
    "NotOpened",
    "Reader",
    "Snapshot",
    "UnitOfWork",
    "Workspace",
    "backup_folder",
    "create",
    "must_be_free",
    "open_newest_backup",
    "open_snapshot",
    "open_workspace",
    "take_snapshot",
]

Workspace = Portfolio


def create(path: Path, clock: Clock | None = None, passphrase: str | None = None) -> Workspace:
    """Make a new, empty portfolio."""
    return Portfolio.create(path, clock or Clock(), backup_folder(), passphrase)


def open_workspace(
    path: Path, clock: Clock | None = None, passphrase: str | None = None
) -> Workspace:
    """Open a portfolio for work; raises Locked, NotOpened, Damaged or UserMistake in words.

    A backup is opened for reading only: what is to be worked in is restored first.
    """
    try:
        return _opened(path, clock or Clock(), passphrase)
    except Damaged as damaged:
        raise _with_offer(damaged, path, clock or Clock(), passphrase) from damaged


def _with_offer(damaged: Damaged, path: Path, clock: Clock, passphrase: str | None) -> Damaged:
    """Add what can be offered instead of a damaged file."""
    from csplanner.services.rescue import Rescuable, offer_for

    offer = None if is_backup(path) else offer_for(path, backup_folder(), passphrase, clock.now())
    if offer is None:
        return Damaged(damaged.message, f"{damaged.hint} There is no good backup of it here.")
    return Rescuable(damaged, offer)


def _opened(path: Path, clock: Clock, passphrase: str | None) -> Workspace:
    if is_backup(path):
        return Portfolio.open_read_only(path, clock, backup_folder(), passphrase)
    return Portfolio.open(path, clock, backup_folder(), passphrase)


def open_newest_backup(
    path: Path, clock: Clock | None = None, passphrase: str | None = None
) -> Workspace:
    """Open the newest verified backup of a portfolio read-only, while another program holds it."""
    newest = next(iter(listed(backup_folder(), path)), None)
    if newest is None:
        raise UserMistake(f"There is no backup of {path.name} yet.", "Close it elsewhere first.")
    return Portfolio.open_read_only(newest.path, clock or Clock(), backup_folder(), passphrase)


def organisation(reader: Reader) -> Organisation | None:
    """Return who we are, None in an empty portfolio."""
    from csplanner.domain.records import Organisation

    found = reader.all(Organisation)
    return found[0] if found else None


def warning_of(path: Path) -> tuple[str, str]:
    """Return what to say once of where a portfolio lies, and what to do; empty for nothing."""
    from csplanner.store.whereabouts import warning

    return warning(path)


def back_up_when_due(workspace: Workspace, minutes: int = 30) -> Backup | None:
    """Back up if something changed since the last backup and that is `minutes` ago.

    Called every few minutes; it also renews the note that tells other machines who holds the file.
    """
    workspace.database.renew()
    now = workspace.clock.now()
    # One dated in the future was made before the clock was set back: it says nothing of today.
    known = (item for item in listed(workspace.backups, workspace.path) if item.at <= now)
    newest = next(known, None)
    changes = workspace.history(limit=1)
    if not changes:
        return None
    if newest is not None:
        stamp = newest.at.isoformat()
        age = (now - newest.at).total_seconds()
        if changes[0].at <= stamp or age < minutes * 60:
            return None
    return workspace.back_up("half-hour")


def counts(reader: Reader) -> dict[str, int]:
    """Return how many accounts, people and engagements there are."""
    from csplanner.domain.records import Account, Engagement, Person

    return {
        "accounts": reader.count(Account),
        "people": reader.count(Person),
        "engagements": reader.count(Engagement),
    }
