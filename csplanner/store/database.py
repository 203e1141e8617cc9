"""One connection to one portfolio file: key, pragmas, exclusive lock, statements, transactions."""

from __future__ import annotations

import contextlib
import os
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any, cast

from sqlcipher3 import dbapi2

from csplanner.base.clock import Clock
from csplanner.base.errors import UserMistake
from csplanner.base.leftovers import discard, meant
from csplanner.store import keycheck
from csplanner.store.failures import (
    Locked,
    NotOpened,
    Replaced,
    in_words,
    not_written,
    unwritable,
)
from csplanner.store.keys import OPEN_KEY, SALT_BYTES, key_for, salt_of
from csplanner.store.kinds_of_file import must_be_portfolio, why_not_opened
from csplanner.store.owner import held_elsewhere, leave_note, remove_note, renew_note

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection
    from sqlalchemy.sql import Executable

APPLICATION_ID = 0x6373706C  # 'cspl'
_SWEEP = (
    # From one to the other SQLite itself takes away what a killed program left as a journal, once
    # it was played back.
    "journal_mode=PERSIST",
)
_PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "locking_mode=EXCLUSIVE",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "foreign_keys=ON",
    "cache_size=-65536",  # 64 MiB: deciphering a page again costs more than keeping it
)


class Database:
    """An open portfolio file; every statement of every thread passes through its one lock."""

    def __init__(self, path: Path, key: str, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.lock = RLock()
        self._key = key
        self._inside = False
        with in_words(path):
            self._raw = _connect(path, key, read_only=read_only)
        self._seen = self._trace()

    @cached_property
    def _connection(self) -> Connection:
        """SQLAlchemy on the one connection; loaded by the first statement that needs it."""
        from sqlalchemy import create_engine
        from sqlalchemy.pool import StaticPool

        engine = create_engine(
            "sqlite://", creator=lambda: self._raw, module=dbapi2, poolclass=StaticPool
        )
        return engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def fetch(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Run a query and return its rows as mappings."""
        with self.lock, in_words(self.path):
            rows = self._connection.execute(statement, values or {}).mappings().all()
            return cast("Sequence[Mapping[str, Any]]", rows)

    def fetch_rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a written query with bound values and return plain tuples; for views."""
        with self.lock, in_words(self.path):
            return list(self._raw.execute(sql, values).fetchall())

    def execute(self, statement: Executable, rows: list[dict[str, Any]] | None = None) -> None:
        """Write inside a transaction; raises RuntimeError outside of one."""
        with self.lock, in_words(self.path):
            if not self._inside:
                raise RuntimeError("a write outside Portfolio.change")
            self._connection.execute(statement, rows or {})

    def insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """Insert rows with the same columns by one prepared statement, inside a transaction.

        An import writes thousands at once; compiling a statement for them costs more than writing.
        """
        columns = tuple(rows[0])
        names = ", ".join(f'"{table.c[name].name}"' for name in columns)
        marks = ", ".join("?" * len(columns))
        sql = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - own names
        with self.lock, in_words(self.path):
            if not self._inside:
                raise RuntimeError("a write outside Portfolio.change")
            self._raw.executemany(sql, [tuple(row.values()) for row in rows])

    def pragma(self, text: str) -> list[tuple[Any, ...]]:
        """Run a pragma and return what it says; one that sets something may write."""
        with self.lock:
            rows = self.fetch_rows(f"PRAGMA {text}")
            if "=" in text:
                self._seen = self._trace()
            return rows

    @property
    def connection(self) -> Connection:
        """The SQLAlchemy connection, for migrations only."""
        return self._connection

    @property
    def inside(self) -> bool:
        """Whether a write transaction is held now."""
        return self._inside

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold one write transaction: commit at the end, roll back on any error."""
        with self.lock:
            if self._inside:
                raise RuntimeError("a change inside a change")
            # SQLAlchemy rolls back once while it gets to know a connection: before ours, not in it.
            if self._connection.closed:
                raise RuntimeError("a change on a closed file")
            self._must_be_the_same()
            with in_words(self.path):
                self._raw.execute("BEGIN IMMEDIATE")
            self._inside = True
            try:
                yield
                with in_words(self.path):
                    if self._raw.in_transaction:
                        self._raw.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._inside = False
                self._seen = self._trace()

    def _trace(self) -> tuple[int, ...]:
        """Return what tells our file from another: rows we wrote, and what the system says of it.

        While it is ours nobody else writes to it, so size and time are those of our last commit.
        """
        try:
            found = self.path.stat()
        except OSError:
            return (self._raw.total_changes,)
        told = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
        return (self._raw.total_changes, *told)

    def _must_be_the_same(self) -> None:
        """Refuse to write where somebody else put another file, or wrote into ours."""
        if self._seen != self._trace() and self._raw.total_changes == self._seen[0]:
            raise Replaced(
                f"{self.path.name} was replaced, moved or written by another program while it was "
                "open here.",
                "Nothing was written into either. Back up now, which keeps what is open here; "
                "then open the file again and compare.",
            )

    def _roll_back(self) -> None:
        """Take back what a transaction wrote; what made it fail is told, not what fails here."""
        with contextlib.suppress(dbapi2.Error):
            if self._raw.in_transaction:
                self._raw.execute("ROLLBACK")

    def vacuum_into(self, target: Path) -> None:
        """Write a compact copy with the same key to `target`, which must not exist."""
        with self.lock, in_words(target):
            self._raw.execute("VACUUM INTO ?", (str(target),))

    def reopened(self, path: Path, *, read_only: bool = True) -> Database:
        """Open another file with the same key; for backups and for changing the key of a copy."""
        return Database(path, self._key, read_only=read_only)

    @property
    def key(self) -> str:
        """The raw key, for a copy that another process opens; never written anywhere."""
        return self._key

    def rekey(self, key: str) -> None:
        """Encrypt the file with another raw key; on a copy only (see `care`)."""
        with self.lock:
            try:
                self._raw.execute(f"PRAGMA rekey=\"x'{key}'\"")
            except dbapi2.Error as error:
                # SQLCipher says the same of every failure; of a sound copy only the disk is left.
                raise not_written(meant(self.path), failed=True) from error

    def compact(self) -> None:
        """Rewrite the file without its free pages, so that nothing deleted stays in them."""
        with self.lock, in_words(self.path):
            self._must_be_the_same()
            self._raw.execute("VACUUM")
            self._seen = self._trace()

    @property
    def is_protected(self) -> bool:
        """Whether only a passphrase opens the file."""
        return not self._key.startswith(OPEN_KEY)

    def opens_with(self, passphrase: str | None) -> bool:
        """Say whether this is the passphrase that the file was opened with."""
        return self._key.startswith(key_for(passphrase, salt_of(self.path)))

    def renew(self) -> None:
        """Tell other machines that the file is still held here."""
        if not self.read_only:
            renew_note(self.path)

    def close(self) -> None:
        """Give the file back."""
        with self.lock:
            if "_connection" in self.__dict__:
                self._connection.close()
                self._connection.engine.dispose()
            self._raw.close()
            if not self.read_only:
                remove_note(self.path)


def _connect(path: Path, key: str, *, read_only: bool) -> Any:
    mode = "ro" if read_only else "rwc"
    raw = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=0.2,
    )
    try:
        raw.execute("PRAGMA cipher_log_level=NONE")
        raw.execute(f"PRAGMA key=\"x'{key}'\"")
        for pragma in _PRAGMAS if read_only else (*_SWEEP, *_PRAGMAS):
            raw.execute(f"PRAGMA {pragma}").fetchall()
        raw.execute("SELECT count(*) FROM sqlite_master").fetchall()
        if not read_only:
            raw.execute("BEGIN EXCLUSIVE")
            raw.execute("COMMIT")
    except BaseException:
        raw.close()
        raise
    return raw


def create_file(path: Path, passphrase: str | None, now: dt.datetime) -> Database:
    """Make a new, empty, keyed file and take it; refuses to touch one that exists."""
    must_be_free(path)
    salt = os.urandom(SALT_BYTES)
    try:
        database = Database(path, key_for(passphrase, salt) + salt.hex())
        database.pragma(f"application_id={APPLICATION_ID}")
    except BaseException:
        discard(path)
        raise
    leave_note(path, now)
    return database


def must_be_free(path: Path) -> None:
    """Refuse a name that a new portfolio cannot have; raises UserMistake.

    A journal that lies there alone belongs to a file that is gone: SQLite would play it back.
    """
    if path.exists():
        raise UserMistake(f"{path} exists already.", "Choose another name; nothing was changed.")
    if not path.parent.is_dir():
        raise UserMistake(f"The folder {path.parent} does not exist.", "Make it first.")
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        raise UserMistake(
            f"Beside {path} lies the journal of a file that was there: {journal.name}.",
            "Choose another name, or move that journal away; nothing was changed.",
        )


def open_file(
    path: Path, passphrase: str | None, now: dt.datetime, *, read_only: bool = False
) -> Database:
    """Open a portfolio file and take it; tells missing, empty, foreign, locked, damaged apart."""
    must_be_portfolio(path)
    if not read_only:
        _must_be_ours(path)
    salt = salt_of(path)
    for words in dict.fromkeys((passphrase, None)):
        key = key_for(words, salt)
        with contextlib.suppress(NotOpened):
            database = _taken(Database(path, key, read_only=read_only), now)
            if not read_only:
                keycheck.note(path, key, salt)
            return database
    raise why_not_opened(path, passphrase)


def _must_be_ours(path: Path) -> None:
    """Refuse to work in what cannot be written, or is open on another machine."""
    holder = held_elsewhere(path, Clock().now())
    if holder is not None:
        raise Locked(
            f"{path.name} is open in {holder}, by what lies beside it.",
            "Close it there, or open the newest verified backup read-only.",
        )
    if not os.access(path, os.W_OK):
        raise unwritable(path)


def _taken(database: Database, now: dt.datetime) -> Database:
    """Say who holds the file; what cannot be written is no good for work."""
    if not database.read_only and not leave_note(database.path, now):
        database.close()
        raise unwritable(database.path)
    return database
