"""What can be offered when a portfolio does not open: its newest good backup, and what is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import CsplannerError
from csplanner.base.paths import amount
from csplanner.store import care
from csplanner.store.backup import listed
from csplanner.store.failures import Damaged

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from csplanner.store.backup import Backup


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """The newest backup that was opened and read whole: what it holds, which newer ones are bad.

    `written` is when the damaged file was last written (UTC): all between is lost with it.
    """

    backup: Backup
    accounts: int
    engagements: int
    written: dt.datetime | None
    bad: tuple[Backup, ...] = ()

    def __str__(self) -> str:
        """Say it in two sentences."""
        holds = f"{self.accounts} accounts and {self.engagements} engagements"
        head = (
            f"The newest good backup is of {self.backup.at:%Y-%m-%d %H:%M} UTC "
            f"({amount(self.backup.size)}, {holds}): {self.backup.path}."
        )
        return f"{head} {self.lost}"

    @property
    def lost(self) -> str:
        """Say what is not in the backup."""
        if self.written is None or self.written <= self.backup.at:
            return "Nothing was written after it."
        return (
            f"What was changed after it is lost; the file was last written "
            f"{self.written:%Y-%m-%d %H:%M} UTC."
        )


class Rescuable(Damaged):
    """The file is damaged, and there is a good backup of it."""

    def __init__(self, damaged: Damaged, offer: Offer) -> None:
        restore = "Restore it: csplanner restore BACKUP --to FILE."
        super().__init__(damaged.message, f"{offer} {restore}")
        self.offer = offer


def offer_for(path: Path, folder: Path, passphrase: str | None, now: dt.datetime) -> Offer | None:
    """Return the newest backup that is whole and opens with this passphrase, None without one."""
    bad: list[Backup] = []
    for item in listed(folder, path):
        try:
            holds = care.holdings(item.path, passphrase, now)
        except CsplannerError:
            holds = None
        if holds is not None:
            return Offer(backup=item, written=_written(path), bad=tuple(bad), **holds)
        bad.append(item)
    return None


def _written(path: Path) -> dt.datetime | None:
    import datetime as dt

    try:
        stamp = path.stat().st_mtime
    except OSError:
        return None
    return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=int(stamp))
