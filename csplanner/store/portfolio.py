"""An open portfolio: reading, the one door for change, undo and redo, settings, checks."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Self

from csplanner.base.errors import UserMistake
from csplanner.base.leftovers import discard, sweep
from csplanner.store import backup, schema
from csplanner.store.changes import Changes
from csplanner.store.database import create_file, open_file
from csplanner.store.failures import Locked, Unwritable
from csplanner.store.repositories import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from csplanner.base.clock import Clock
    from csplanner.store.database import Database
    from csplanner.store.history import ChangeEntry
    from csplanner.store.unit_of_work import UnitOfWork

    Listener = Callable[[Changes], None]

_ELSEWHERE = "backups_elsewhere"
_REMEMBERED = 500


class Portfolio(Reader):
    """One open file. Reads at any time on any thread; writes only inside `change`."""

    def __init__(self, database: Database, clock: Clock, backups: Path) -> None:
        super().__init__(database)
        self.clock = clock
        self.backups = backups
        self.why_read_only = ""
        self._listeners: list[Listener] = []

    @classmethod
    def create(cls, path: Path, clock: Clock, backups: Path, passphrase: str | None = None) -> Self:
        """Make a new portfolio file; refuses to overwrite."""
        database = create_file(path, passphrase, clock.now())
        with _whole_or_not(database):
            schema.make_tables(database)
        return cls(database, clock, backups)

    @classmethod
    def open(cls, path: Path, clock: Clock, backups: Path, passphrase: str | None = None) -> Self:
        """Open a portfolio file and take it; older tables are migrated after a verified backup.

        What can be read and not written is opened read-only, with the reason in `why_read_only`.
        Raises Locked with the newest verified backup in its hint when another program holds it.
        """
        try:
            database = open_file(path, passphrase, clock.now())
        except Locked as locked:
            raise _with_backup(locked, path, backups) from locked
        except Unwritable as refused:
            portfolio = cls.open_read_only(path, clock, backups, passphrase)
            portfolio.why_read_only = refused.message
            return portfolio
        with _closed_if_not(database):
            portfolio = cls(database, clock, backups)
            sweep(path.parent)
            sweep(backups)
            if schema.is_behind(database):
                portfolio.back_up("migration")
                schema.bring_up_to_date(database)
        return portfolio

    @classmethod
    def open_read_only(
        cls, path: Path, clock: Clock, backups: Path, passphrase: str | None = None
    ) -> Self:
        """Open a file, such as a backup, for reading only; older tables cannot be read so."""
        database = open_file(path, passphrase, clock.now(), read_only=True)
        with _closed_if_not(database):
            if schema.is_behind(database):
                raise UserMistake(
                    f"{path.name} is from an older csplanner and cannot be read as it is.",
                    "Restore it to a new file, which brings it up to date: csplanner restore.",
                )
        return cls(database, clock, backups)

    @property
    def path(self) -> Path:
        """The file."""
        return self.database.path

    @property
    def read_only(self) -> bool:
        """Whether every change is refused."""
        return self.database.read_only

    @property
    def is_protected(self) -> bool:
        """Whether only a passphrase opens the file."""
        return self.database.is_protected

    def must_be_writable(self) -> None:
        """Refuse what would change a portfolio that is open for reading only."""
        if self.read_only:
            raise _no_change(self.why_read_only)

    @contextlib.contextmanager
    def change(self, label: str, origin: str = "") -> Iterator[UnitOfWork]:
        """Hold one labelled change: commit, journal, undo step, and then tell the listeners."""
        self.must_be_writable()
        from csplanner.store import history
        from csplanner.store.unit_of_work import UnitOfWork

        now = self.clock.now()
        with self.database.transaction():
            work = UnitOfWork(self.database, now)
            work.label = label
            yield work
            changes = history.write(self.database, work, now)
        if changes.kinds:
            self.publish(Changes(kinds=changes.kinds, label=work.label, origin=origin))

    def undo(self) -> Changes:
        """Take the newest change back; raises UserMistake if there is none."""
        from csplanner.store import history

        return self._swing(history.next_undo(self.database), back=True)

    def redo(self) -> Changes:
        """Do the change again that was undone last; raises UserMistake if there is none."""
        from csplanner.store import history

        return self._swing(history.next_redo(self.database), back=False)

    def next_undo(self) -> ChangeEntry | None:
        """Return what undo would take back."""
        from csplanner.store import history

        return history.next_undo(self.database)

    def next_redo(self) -> ChangeEntry | None:
        """Return what redo would do again."""
        from csplanner.store import history

        return history.next_redo(self.database)

    def seal(self, label: str) -> None:
        """Make what was written so far the beginning: one entry of history that nobody undoes."""
        from csplanner.store import history

        with self.database.transaction():
            history.seal(self.database, label)

    def history(self, limit: int = 50, record_id: str | None = None) -> tuple[ChangeEntry, ...]:
        """Return the newest changes first."""
        from csplanner.store import history

        return history.entries(self.database, limit, record_id)

    def times_changed(self, kind: str) -> dict[str, int]:
        """Return how often each record of a kind was changed after it was made."""
        from csplanner.store import history

        return history.times_changed(self.database, kind)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each change, on the thread that made it; returns how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def setting(self, key: str, default: str = "") -> str:
        """Return a setting kept in the file; settings are not journaled."""
        rows = self.database.fetch_rows("SELECT value FROM setting WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else default

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting in the file."""
        from sqlalchemy import delete, insert

        from csplanner.store.tables import setting

        with self.database.transaction():
            self.database.execute(delete(setting).where(setting.c.key == key))
            self.database.execute(insert(setting), [{"key": key, "value": value}])

    def back_up(self, reason: str, folder: Path | None = None) -> backup.Backup:
        """Write a verified copy into the folder of backups, or another one, and thin old ones."""
        made = backup.make(self.database, folder or self.backups, reason, self.clock.now())
        if folder is None:
            backup.thin(self.backups, self.path, self.clock.now())
        elif not self.read_only:
            known = [*map(str, self.backups_elsewhere()), str(made.path.absolute())]
            self.set_setting(_ELSEWHERE, json.dumps(known[-_REMEMBERED:]))
        return made

    def backups_elsewhere(self) -> tuple[Path, ...]:
        """Return where backups were written outside the usual folder; some may be gone since."""
        return tuple(map(Path, json.loads(self.setting(_ELSEWHERE, "[]"))))

    def close(self) -> None:
        """Give the file back."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _swing(self, entry: ChangeEntry | None, *, back: bool) -> Changes:
        if entry is None:
            raise UserMistake(f"There is nothing to {'undo' if back else 'redo'}.")
        self.must_be_writable()
        from csplanner.store import history

        with self.database.transaction():
            changes = history.swing(self.database, entry, back=back)
        self.publish(changes)
        return changes

    def publish(self, changes: Changes) -> None:
        """Tell the listeners of a change; for those who write past `change`."""
        for listener in tuple(self._listeners):
            listener(changes)


@contextlib.contextmanager
def _closed_if_not(database: Database) -> Iterator[None]:
    """Give a file back if what follows its opening fails."""
    try:
        yield
    except BaseException:
        database.close()
        raise


@contextlib.contextmanager
def _whole_or_not(database: Database) -> Iterator[None]:
    """Take a new file away again if what is made in it fails."""
    try:
        with _closed_if_not(database):
            yield
    except BaseException:
        discard(database.path)
        raise


def _no_change(why: str) -> UserMistake:
    """Return what to say to a change of a portfolio that is open for reading only."""
    if why:
        return UserMistake(
            f"This portfolio is open read-only: {why}",
            "Copy the file to a folder that you can write to, and open the copy.",
        )
    return UserMistake(
        "This portfolio is open read-only.",
        "Open the file itself, or restore this backup to a new file: csplanner restore.",
    )


def _with_backup(locked: Locked, path: Path, backups: Path) -> Locked:
    newest = next(iter(backup.listed(backups, path)), None)
    if newest is None:
        return Locked(locked.message, "Close it there and try again; there is no backup yet.")
    return Locked(
        locked.message,
        f"Close it there, or open the newest verified backup read-only: {newest.path}",
    )
