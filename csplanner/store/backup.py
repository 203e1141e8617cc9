"""Verified backups: written by VACUUM INTO, reopened and compared, thinned, restored."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csplanner.base.errors import Trouble
from csplanner.base.leftovers import discard, on_its_way, sweep
from csplanner.base.paths import amount, failure_of, safe_name, settle
from csplanner.store import keycheck
from csplanner.store.database import must_be_free

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplanner.store.database import Database

_NAME = re.compile(r"^(?P<stem>.+)-(?P<at>\d{8}T\d{6})(?:-\d+)?-(?P<reason>[a-z-]+)\.csplan$")
_ALWAYS_KEPT = 5
_ALL_DAYS, _DAILY_DAYS, _WEEKLY_DAYS = 2, 30, 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A verified copy of a portfolio: where, when (UTC), why, how big in bytes."""

    path: Path
    at: dt.datetime
    reason: str
    size: int


def is_backup(path: Path) -> bool:
    """Tell by its name whether a file is a backup, which nobody should work in."""
    return _NAME.match(path.name) is not None


def digest_of(database: Database) -> str:
    """Return a SHA-256 over every row of every table, in order of ids."""
    import hashlib

    from csplanner.store.tables import TABLES

    digest = hashlib.sha256()
    for table in (*TABLES.values(),):
        rows = database.fetch_rows(f'SELECT * FROM "{table.name}" ORDER BY id')  # noqa: S608 - own names
        digest.update(f"{table.name}:{len(rows)}\n".encode())
        for row in rows:
            digest.update(repr(row).encode())
    return digest.hexdigest()


def make(database: Database, folder: Path, reason: str, now: dt.datetime) -> Backup:
    """Write a copy, reopen it with the same key, compare it, and only then give it its name."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise failure_of(error, f"Cannot make the backup folder {folder}") from error
    size = database.path.stat().st_size
    if free < 2 * size:
        raise Trouble(
            f"The backup needs {amount(2 * size)} in {folder}, {amount(free)} are free.",
            "Free some space, or set another folder for backups; the last good backup is kept.",
        )
    target = _free_name(folder, database.path, reason, now)
    sweep(folder)
    part = on_its_way(target)
    try:
        database.vacuum_into(part)
        _verify(database, part)
        settle(part, target)
    except OSError as error:
        raise failure_of(error, f"Cannot write the backup {target}") from error
    finally:
        discard(part)
    return Backup(path=target, at=now, reason=reason, size=target.stat().st_size)


def _free_name(folder: Path, path: Path, reason: str, now: dt.datetime) -> Path:
    stem = f"{safe_name(path.stem, 'portfolio')}-{now:%Y%m%dT%H%M%S}"
    target = folder / f"{stem}-{reason}.csplan"
    count = 1
    while target.exists():
        count += 1
        target = folder / f"{stem}-{count}-{reason}.csplan"
    return target


def _verify(database: Database, copy: Path) -> None:
    with open_copy(database, copy) as copied:
        problems = [row[0] for row in copied.pragma("cipher_integrity_check")]
        problems += [row[0] for row in copied.pragma("integrity_check") if row[0] != "ok"]
        if problems or digest_of(copied) != digest_of(database):
            raise Trouble(
                "The backup differs from the portfolio and was thrown away.",
                "Check the disk, then run csplanner check.",
            )


@contextlib.contextmanager
def open_copy(database: Database, copy: Path) -> Iterator[Database]:
    """Open a copy with the portfolio's own key, read-only."""
    copied = database.reopened(copy)
    try:
        yield copied
    finally:
        copied.close()


def listed(folder: Path, path: Path | None = None) -> tuple[Backup, ...]:
    """Return the backups in a folder, newest first; with `path`, those of that portfolio."""
    stem = None if path is None else safe_name(path.stem, "portfolio")
    found = []
    for file in folder.glob("*.csplan") if folder.is_dir() else ():
        match = _NAME.match(file.name)
        if match and (stem is None or match["stem"] == stem):
            at = dt.datetime.strptime(match["at"], "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC)
            found.append(Backup(path=file, at=at, reason=match["reason"], size=file.stat().st_size))
    return tuple(sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def thin(folder: Path, path: Path, now: dt.datetime) -> tuple[Backup, ...]:
    """Delete what is not needed: all of two days, then one a day, a week, a month; return it.

    The newest five always stay, and so does what is dated in the future (a clock that jumped).
    """
    gone = []
    seen: set[str] = set()
    for index, item in enumerate(listed(folder, path)):
        bucket = _bucket(item.at, now)
        if index >= _ALWAYS_KEPT and bucket in seen:
            with contextlib.suppress(OSError):
                item.path.unlink()
                gone.append(item)
        elif bucket:
            seen.add(bucket)
    return tuple(gone)


def _bucket(at: dt.datetime, now: dt.datetime) -> str:
    age = (now - at).days
    if age < _ALL_DAYS:
        return ""
    if age < _DAILY_DAYS:
        return f"{at:%Y-%m-%d}"
    if age < _WEEKLY_DAYS:
        return f"{at:%G-W%V}"
    return f"{at:%Y-%m}"


def restore(backup: Path, target: Path) -> None:
    """Copy a backup to a file that does not exist yet, synced before it gets its name."""
    must_be_free(target)
    sweep(target.parent)
    part = on_its_way(target)
    try:
        with backup.open("rb") as source, part.open("wb") as copy:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())
        keycheck.forget(target)
        settle(part, target)
    except OSError as error:
        discard(part)
        needed = backup.stat().st_size if backup.exists() else 0
        raise failure_of(error, f"Cannot restore to {target}", needed) from error
