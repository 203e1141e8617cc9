"""Care of the file: check, backups, restore, passphrase, archive and erase."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csplanner.base.errors import UserMistake
from csplanner.domain.engagement import State
from csplanner.domain.records import RECORDS, Engagement
from csplanner.services.take_off import take_off
from csplanner.store import backup, care, erasure
from csplanner.store.backup import Backup
from csplanner.store.care import Checked
from csplanner.store.changes import Changes
from csplanner.store.erasure import Erased
from csplanner.store.tables import name_of

if TYPE_CHECKING:
    from pathlib import Path

    from csplanner.base.clock import Clock
    from csplanner.domain.records import Account, Contact
    from csplanner.services.workspace import Workspace

__all__ = [
    "Backup",
    "Checked",
    "Erased",
    "archive",
    "backups_of",
    "change_passphrase",
    "check",
    "erase",
    "must_open_with",
    "repair",
    "restore",
    "take_back",
]


def check(workspace: Workspace) -> Checked:
    """Say whether a portfolio is sound."""
    return care.check(workspace.database)


def repair(workspace: Workspace) -> tuple[str, ...]:
    """Mend what a check found and is safe to mend, after a verified backup; returns what."""
    workspace.must_be_writable()
    if care.check(workspace.database).ok:
        return ()
    workspace.back_up("repair")
    done = care.repair(workspace.database, workspace.clock.now())
    if done:
        workspace.publish(Changes(kinds=frozenset(name_of(r) for r in RECORDS), label="Repair"))
    return done


def backups_of(workspace: Workspace) -> tuple[Backup, ...]:
    """Return the backups of a portfolio, newest first, also those written elsewhere."""
    found = {item.path: item for item in backup.listed(workspace.backups, workspace.path)}
    for folder in dict.fromkeys(path.parent for path in workspace.backups_elsewhere()):
        found |= {item.path: item for item in backup.listed(folder, workspace.path)}
    return tuple(sorted(found.values(), key=lambda item: (item.at, item.path.name), reverse=True))


def restore(
    source: Path, target: Path, clock: Clock, passphrase: str | None = None
) -> dict[str, int]:
    """Restore a backup to a new file after checking it; returns what it holds."""
    if not source.is_file():
        raise UserMistake(f"There is no backup {source}.", "List them: csplanner backup --list.")
    holds = care.holdings(source, passphrase, clock.now())
    if holds is None:
        raise UserMistake(f"{source.name} is damaged.", "Choose an older backup.")
    backup.restore(source, target)
    return holds


def must_open_with(workspace: Workspace, passphrase: str | None) -> None:
    """Refuse what is not the passphrase of an open file, before it is closed for a change."""
    if workspace.is_protected and not workspace.database.opens_with(passphrase):
        raise UserMistake("That is not the passphrase now.", "Type it again.")


def change_passphrase(path: Path, clock: Clock, old: str | None, new: str | None) -> None:
    """Set (`new`), change, or remove (None) the passphrase of a closed portfolio."""
    if new is not None and not new:
        raise UserMistake("The new passphrase is empty.", "Remove it with: passphrase remove.")
    care.change_passphrase(path, old, new, clock.now())


def archive(workspace: Workspace, account: Account) -> Account:
    """Take an account out of plans and lists; its history stays, what is only planned goes."""
    archived = replace(account, archived=True)
    ahead = workspace.where(Engagement, account_id=account.id, state=State.PLANNED)
    with workspace.change(f"Archive {account.name}") as work:
        work.put(archived)
        take_off(work, ahead)
    return archived


def take_back(workspace: Workspace, account: Account) -> Account:
    """Take an archived account back into plans and lists."""
    back = replace(account, archived=False)
    with workspace.change(f"Take {account.name} back from the archive") as work:
        work.put(back)
    return back


def erase(workspace: Workspace, named: Account | Contact) -> Erased:
    """Remove a customer or one of their people for good, as a person may ask for."""
    return erasure.erase(workspace, type(named), named.id, named.name)
